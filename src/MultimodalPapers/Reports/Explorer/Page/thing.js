// @ts-check
// The page of a thing.
import { append, counted, data, el, outLink, part, words } from './dom.js';
import { disagreements, phrase, place, statements, thingLink, unfolding } from './statements.js';

/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {import('./lineage.js').Lineage} Lineage */

const LINKS = [['url', 'paper'], ['code', 'code'], ['project', 'project page'], ['primarySource', 'primary source']];
const SHOWN = new Set(['title', 'titles', 'venue', 'venues', 'years', 'spellings', 'arxiv', 'broader', 'depth', 'path', 'entries', ...LINKS.map(l => l[0])]);
const CONTEXT = new Set(['LISTED_IN', 'IN_TOPIC', 'SUBTOPIC_OF', 'AUTHORED_BY', 'PUBLISHED_IN']);

/** What a thing is, in words: multimodal model, benchmark. @param {Graph} graph @param {number} node */
export function kindOf(graph, node) {
  const labels = graph.kinds[graph.kind[node]];
  return words(labels[labels.length - 1]);
}

/** @param {Graph} graph @param {Lineage} lineage @param {number} node @param {() => void} close */
export function thingPage(graph, lineage, node, close) {
  const related = lineage.parents(node).length + lineage.children(node).length > 0;
  return el('article', { class: 'of-thing' },
    el('div', { class: 'top' },
      el('p', { class: 'kind kind-' + graph.labelName(node).toLowerCase() }, kindOf(graph, node)),
      el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: close }, '×')),
    el('h2', {}, data(graph.names[node])),
    facts(graph, node),
    related ? el('p', { class: 'actions' }, el('a', { class: 'button', href: '#/lineage/' + part(graph.ids[node]) }, 'Lineage focus')) : null,
    differences(graph, node),
    related ? el('section', { class: 'trees' },
      tree(graph, 'Stands on', node, n => lineage.parents(n), graph.to, lineage.ancestors(node).length, false),
      tree(graph, 'Stand on it', node, n => lineage.children(n), graph.from, lineage.descendants(node).length, true)) : null,
    techniquesOfPapers(graph, node),
    statements(graph, node, relation => !CONTEXT.has(relation)),
    statements(graph, node, relation => CONTEXT.has(relation)),
    others(graph, node));
}

/** Who made it, when, where to find it. @param {Graph} graph @param {number} node */
function facts(graph, node) {
  const list = el('dl', { class: 'facts' });
  const row = (/** @type {string} */ name, /** @type {any} */ value) => append(list, [el('div', {}, el('dt', {}, name), el('dd', {}, value))]);
  const makers = [...new Set([...graph.others(node, 'DEVELOPED', true), ...graph.others(node, 'FROM_ORGANIZATION')])];
  if (makers.length > 0) row(graph.labelName(node) === 'Paper' ? 'from' : 'made by', joined(makers.map(m => thingLink(graph, m))));
  if (graph.year[node] > 0) row('year', graph.year[node]);
  const venue = graph.property(node, 'venue');
  if (venue) row('venue', data(venue));
  const authors = authorsOf(graph, node);
  if (authors.length > 0) row('by', joined(authors.slice(0, 6).map(a => thingLink(graph, a)), authors.length > 6 ? ` and ${authors.length - 6} more` : ''));
  const introducing = graph.others(node, 'INTRODUCES', true);
  if (introducing.length > 0) row('introduced by', joined(introducing.slice(0, 3).map(p => thingLink(graph, p))));
  else if (graph.documented[node] === 1) row('known', 'by name: no list has an entry of its own for it');
  const spellings = graph.property(node, 'spellings');
  if (spellings) row('also written', joined(spellings.map((/** @type {string} */ s) => data(s))));
  const broader = graph.property(node, 'broader');
  if (broader) row('a kind of', joined(broader.map((/** @type {string} */ s) => data(s))));
  const links = LINKS.map(([property, text]) => [graph.property(node, property), text]).filter(l => l[0])
    .map(([address, text]) => text === 'primary source' ? source(address) : outLink(address, text === 'paper' && graph.property(node, 'arxiv') ? 'arXiv ' + graph.property(node, 'arxiv') : text));
  if (links.length > 0) row('links', joined(links));
  return list.children.length > 0 ? list : null;
}

/** @param {string} text an address or `arXiv:2304.08485` */
function source(text) {
  const arxiv = /^arXiv:([0-9]{4}\.[0-9]{4,5})$/i.exec(text);
  return arxiv ? outLink('https://arxiv.org/abs/' + arxiv[1], text) : outLink(text, 'primary source');
}

/** @param {Graph} graph @param {number} node */
function authorsOf(graph, node) {
  const relation = graph.relation('AUTHORED_BY');
  return [...graph.outgoing(node)].filter(e => graph.type[e] === relation)
    .sort((a, b) => (graph.edgeProperty(a, 'position') ?? 0) - (graph.edgeProperty(b, 'position') ?? 0)).map(e => graph.to[e]);
}

/** @param {Node[]} nodes @param {string} [end] */
function joined(nodes, end = '') { return [...nodes.flatMap((n, i) => i > 0 ? [', ', n] : [n]), end]; }

/** What its sources state differently, side by side. @param {Graph} graph @param {number} node */
function differences(graph, node) {
  const found = disagreements(graph, node);
  if (found.length === 0) return null;
  return el('section', { class: 'differences' }, el('h3', {}, 'Sources disagree'), found.map(d => el('div', { class: 'difference' },
    el('p', {}, d.field),
    el('div', { class: 'sides' }, d.values.map(v => el('div', {}, el('strong', {}, data(v.value)), v.places.map(p => el('div', {}, place(graph, p.source, p.line)))))))));
}

/** A model's techniques and data are said of the papers that introduce it. @param {Graph} graph @param {number} node */
function techniquesOfPapers(graph, node) {
  if (graph.labelName(node) !== 'Model') return null;
  const papers = graph.others(node, 'INTRODUCES', true);
  return ['USES_TECHNIQUE', 'TRAINED_ON', 'EVALUATED_ON', 'COMPARES_WITH'].map(relation => {
    const things = [...new Set(papers.flatMap(p => graph.others(p, relation)))].filter(t => t !== node);
    return things.length === 0 ? null : el('section', { class: 'group' }, el('h3', {}, phrase(relation, false), el('span', { class: 'count' }, ' by its paper')),
      el('p', { class: 'inline' }, joined(things.map(t => thingLink(graph, t)))));
  });
}

/**
 * Relatives as a tree that unfolds a generation at a time; one that stands above itself is not unfolded again.
 * @param {Graph} graph @param {string} heading @param {number} root @param {(node: number) => number[]} edgesOf @param {Int32Array} far @param {number} total @param {boolean} down
 */
function tree(graph, heading, root, edgesOf, far, total, down) {
  if (total === 0) return null;
  const branch = (/** @type {number} */ node, /** @type {Set<number>} */ above) => {
    /** @type {Map<number, string[]>} */
    const next = new Map();
    for (const e of edgesOf(node)) {
      if (far[e] === node) continue;
      const relation = phrase(graph.relations[graph.type[e]].name, down).toLowerCase();
      next.set(far[e], [...(next.get(far[e]) ?? []), relation]);
    }
    const sorted = [...next].sort(([a], [b]) => edgesOf(b).length - edgesOf(a).length || a - b);
    return unfolding('ul', 'tree', sorted, ([other, relations]) => {
      const circle = above.has(other), leaf = circle || edgesOf(other).length === 0;
      const item = el('li', {});
      const twig = leaf ? el('span', { class: 'twig' }) : el('button', {
        type: 'button', class: 'twig', 'aria-expanded': 'false', 'aria-label': `Unfold ${graph.names[other]}`,
        onclick: () => {
          const open = twig.getAttribute('aria-expanded') === 'true';
          twig.setAttribute('aria-expanded', String(!open));
          if (open) item.querySelector(':scope > .tree, :scope > div > .tree')?.closest('li > *')?.remove();
          else item.append(branch(other, new Set([...above, other])));
        },
      });
      append(item, [twig, thingLink(graph, other), el('span', { class: 'how' }, relations.join(', ')), graph.year[other] > 0 ? el('span', { class: 'when' }, graph.year[other]) : null,
        circle ? el('span', { class: 'badge' }, 'circle') : null]);
      return item;
    }, 8);
  };
  return el('section', { class: 'group' }, el('h3', {}, heading, ' ', el('span', { class: 'count' }, counted(total, 'model'))), branch(root, new Set([root])));
}

/** Properties that no other part of the page shows. @param {Graph} graph @param {number} node */
function others(graph, node) {
  const rows = [...graph.details.ofNodes].filter(([name, values]) => !SHOWN.has(name) && values.has(node));
  return rows.length === 0 ? null : el('section', { class: 'group' }, el('h3', {}, 'Further'), el('dl', { class: 'facts' },
    rows.map(([name, values]) => el('div', {}, el('dt', {}, data(name)), el('dd', {}, data([values.get(node)].flat().join(', ')))))));
}
