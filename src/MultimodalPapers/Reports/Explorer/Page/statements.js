// @ts-check
// What is said of a thing, each statement with the words that say so.
import { addressOf, counted, data, el, outLink, words } from './dom.js';
import { ordinal } from './folding.js';

/** @typedef {import('./data.js').Graph} Graph */

/** How a relation reads from its start and from its end. @type {Record<string, [string, string]>} */
const PHRASES = {
  INTRODUCES: ['Introduces', 'Introduced by'],
  USES_BACKBONE: ['Built on', 'Backbone of'],
  USES_ENCODER: ['Sees or hears with', 'Encoder of'],
  USES_GENERATOR: ['Draws with', 'Generator of'],
  DERIVED_FROM: ['Derived from', 'Taken further by'],
  USES_TECHNIQUE: ['Uses technique', 'Used by'],
  TRAINED_ON: ['Trained on', 'Trains'],
  EVALUATED_ON: ['Evaluated on', 'Evaluates'],
  COMPARES_WITH: ['Compared with', 'Compared with by'],
  FROM_ORGANIZATION: ['From', 'Papers from here'],
  DEVELOPED: ['Developed', 'Developed by'],
  MENTIONS: ['Mentions', 'Mentioned by'],
  AUTHORED_BY: ['Written by', 'Wrote'],
  PUBLISHED_IN: ['Published in', 'Published here'],
  IN_TOPIC: ['Under the heading', 'Papers under this heading'],
  SUBTOPIC_OF: ['Part of', 'Parts'],
  LISTED_IN: ['Listed in', 'Entries'],
};

const FIRST = 12;

/** @param {string} relation @param {boolean} incoming */
export function phrase(relation, incoming) {
  const known = PHRASES[relation];
  return known ? known[incoming ? 1 : 0] : (incoming ? '← ' : '') + words(relation);
}

/** A link to a thing's page. @param {Graph} graph @param {number} node */
export function thingLink(graph, node) {
  return el('a', { href: addressOf(graph.ids[node]), class: 'thing kind-' + graph.labelName(node).toLowerCase() }, data(graph.names[node]));
}

/** Where a piece of evidence stands: linked to the list's line if its place on the web is known, and to the list's page here. @param {Graph} graph @param {number} source @param {number} line */
export function place(graph, source, line) {
  const name = graph.sourceNames[source], node = graph.sourceNodes[source];
  if (line === 0) return el('span', { class: 'place' }, primarySource(name));
  const text = `${name}, line ${line}`;
  if (graph.listBase) return el('span', { class: 'place' }, outLink(graph.listBase + name.split('/').map(encodeURIComponent).join('/') + '#L' + line, text));
  return el('span', { class: 'place' }, node >= 0 ? el('a', { href: addressOf(graph.ids[node]) }, data(text)) : data(text));
}

/** `catalogue: arXiv:2302.13971` with its paper linked. @param {string} name */
function primarySource(name) {
  const arxiv = /^(.*)arXiv:([0-9]{4}\.[0-9]{4,5})$/i.exec(name);
  if (arxiv) return [data(arxiv[1]), outLink('https://arxiv.org/abs/' + arxiv[2], 'arXiv:' + arxiv[2])];
  const address = /^(catalogue: )(https?:\/\/\S+)$/.exec(name);
  return address ? [address[1], outLink(address[2])] : data(name);
}

/** The evidence of a relationship. @param {Graph} graph @param {number} edge */
export function quotes(graph, edge) {
  return el('ul', { class: 'quotes' }, graph.evidence(edge).map(e => el('li', {},
    e.quote ? el('q', { dir: 'auto' }, e.quote) : null, ' ', place(graph, e.source, e.line),
    e.rule ? el('span', { class: 'rule', title: 'the rule that found it' }, ' ', data(e.rule)) : null)));
}

/** How sure a statement is; nothing where a list states it outright. @param {Graph} graph @param {number} edge */
export function certainty(graph, edge) {
  const basis = graph.bases[graph.basis[edge]], confidence = graph.confidence[edge];
  return [
    basis === 'stated' ? null : el('span', { class: 'badge ' + basis, title: basis === 'inferred' ? 'a rule goes beyond the words' : 'from the catalogue, not from a list' }, basis),
    confidence < 0.995 ? el('span', { class: 'badge', title: 'confidence' }, `${Math.round(confidence * 100)} %`) : null,
  ];
}

/** One statement: the other end, how sure, and its quotes. @param {Graph} graph @param {number} edge @param {number} node the end that the page is about */
export function statement(graph, edge, node) {
  const other = graph.from[edge] === node ? graph.to[edge] : graph.from[edge];
  const sizes = graph.edgeProperty(edge, 'sizes'), year = graph.year[other];
  return el('li', { class: 'statement' }, el('div', { class: 'said' },
    thingLink(graph, other), sizes ? el('span', { class: 'badge' }, data(sizes.join(', '))) : null,
    year > 0 && graph.isDrawn[other] ? el('span', { class: 'when' }, year) : null, certainty(graph, edge)), quotes(graph, edge));
}

/** All statements about a node, grouped by relation; long groups unfold. @param {Graph} graph @param {number} node @param {(relation: string) => boolean} wanted */
export function statements(graph, node, wanted) {
  /** @type {Map<string, {relation: number, incoming: boolean, edges: number[]}>} */
  const groups = new Map();
  for (const [incoming, edges] of /** @type {[boolean, Int32Array][]} */ ([[false, graph.outgoing(node)], [true, graph.incoming(node)]])) {
    for (const e of edges) {
      const relation = graph.type[e], key = relation + (incoming ? '<' : '>');
      if (!wanted(graph.relations[relation].name)) continue;
      const group = groups.get(key);
      if (group) group.edges.push(e);
      else groups.set(key, { relation, incoming, edges: [e] });
    }
  }
  return [...groups.values()].map(({ relation, incoming, edges }) => {
    const name = graph.relations[relation].name, far = incoming ? graph.from : graph.to;
    if (name === 'AUTHORED_BY' && !incoming) edges.sort((a, b) => (graph.edgeProperty(a, 'position') ?? 0) - (graph.edgeProperty(b, 'position') ?? 0));
    else edges.sort((a, b) => graph.basis[a] - graph.basis[b] || (graph.year[far[b]] - graph.year[far[a]]) || ordinal(graph.names[far[a]], graph.names[far[b]]));
    return el('section', { class: 'group' },
      el('h3', { title: `${name}: the start ${graph.relations[relation].meaning}` }, phrase(name, incoming), ' ', el('span', { class: 'count' }, edges.length)),
      unfolding('ul', 'statements', edges, e => statement(graph, e, node)));
  });
}

/** A list that shows its first items, and the rest on demand. @template T @param {string} tag @param {string} name @param {T[]} items @param {(item: T) => HTMLElement} show @param {number} [first] */
export function unfolding(tag, name, items, show, first = FIRST) {
  const list = el(tag, { class: name });
  let shown = 0;
  const more = el('button', { type: 'button', class: 'more', onclick: () => add(200) });
  const add = (/** @type {number} */ count) => {
    const start = shown;
    for (; shown < Math.min(items.length, start + count); shown++) list.append(show(items[shown]));
    more.hidden = shown >= items.length;
    more.textContent = `${counted(items.length - shown, 'more', 'more')}`;
    if (start > 0) /** @type {HTMLElement | null} */ (list.children[start]?.querySelector('a, button'))?.focus();
  };
  add(items.length <= first + 3 ? first + 3 : first);
  return items.length > shown ? el('div', {}, list, more) : list;
}

/**
 * What sources state differently of one thing.
 * @param {Graph} graph @param {number} node
 * @returns {{field: string, values: {value: string, places: {source: number, line: number}[]}[]}[]}
 */
export function disagreements(graph, node) {
  const result = [];
  const listed = graph.relation('LISTED_IN'), published = graph.relation('PUBLISHED_IN');
  const edges = [...graph.outgoing(node)];
  const said = (/** @type {number} */ relation) => edges.filter(e => graph.type[e] === relation).flatMap(e => graph.evidence(e).map(v => ({ ...v, end: graph.names[graph.to[e]] })));
  const titles = graph.property(node, 'titles'), venues = graph.property(node, 'venues'), years = graph.property(node, 'years');
  if (titles) result.push({ field: 'title', values: titles.map((/** @type {string} */ value) => ({ value, places: said(listed).filter(v => v.quote === value) })) });
  if (venues) result.push({ field: 'venue', values: venues.map((/** @type {string} */ value) => ({ value, places: said(published).filter(v => v.end === value || v.quote === value || v.quote.startsWith(value + ' ')) })) });
  if (years) result.push({ field: 'year', values: years.map((/** @type {number} */ value) => ({ value: String(value), places: said(published).filter(v => v.quote.endsWith(' ' + value)) })) });
  for (const [index, relation] of graph.relations.entries()) if (relation.lineage) {
    const parts = lineageByList(graph, edges.filter(e => graph.type[e] === index));
    if (parts) result.push({ field: words(relation.name), values: parts });
  }
  return result;
}

/** The parts that each list gives a model, where two lists contradict each other: each names one that the other lacks. @param {Graph} graph @param {number[]} edges */
function lineageByList(graph, edges) {
  /** @type {Map<number, {names: Set<string>, places: {source: number, line: number}[]}>} */
  const lists = new Map();
  for (const e of edges) {
    for (const { source, line } of graph.evidence(e)) {
      if (line === 0) continue;
      let list = lists.get(source);
      if (!list) lists.set(source, list = { names: new Set(), places: [] });
      list.names.add(graph.names[graph.to[e]]);
      if (!list.places.some(p => p.line === line)) list.places.push({ source, line });
    }
  }
  const all = [...lists.values()];
  const lacks = (/** @type {Set<string>} */ a, /** @type {Set<string>} */ b) => [...a].some(name => !b.has(name));
  if (!all.some(a => all.some(b => lacks(a.names, b.names) && lacks(b.names, a.names)))) return null;
  /** @type {Map<string, {source: number, line: number}[]>} */
  const values = new Map();
  for (const { names, places } of all) {
    const value = [...names].sort(ordinal).join(', ');
    values.set(value, [...(values.get(value) ?? []), ...places]);
  }
  return [...values].map(([value, places]) => ({ value, places }));
}
