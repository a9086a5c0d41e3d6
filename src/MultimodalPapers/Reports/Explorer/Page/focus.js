// @ts-check
// Lineage focus: what a model stands on and what stands on it, by depth; of two models the ways between them and what both come from.
import { counted, data, el, part } from './dom.js';
import { combobox } from './legend.js';
import { certainty, phrase, quotes, thingLink, unfolding } from './statements.js';
import { layeredScene, longestLayers } from './scenes.js';

/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {import('./lineage.js').Lineage} Lineage */
/** @typedef {import('./search.js').Search} Search */

/** At most so many ways are listed: their number can grow exponentially. */
export const MOST_PATHS = 200;

/** @param {Graph} graph @param {Lineage} lineage @param {number} node @param {number} depth */
export function focusOf(graph, lineage, node, depth) {
  const ancestors = lineage.ancestors(node, depth), descendants = lineage.descendants(node, depth);
  /** @type {Map<number, number>} */
  const layers = new Map(descendants.map(r => [r.node, r.depth]));
  for (const r of ancestors) layers.set(r.node, -r.depth);
  layers.set(node, 0);
  const edges = new Set();
  for (const relatives of [ancestors, descendants]) {
    const side = new Set([node, ...relatives.map(r => r.node)]);
    for (const n of side) for (const e of lineage.parents(n)) if (side.has(graph.to[e]) && graph.to[e] !== n) edges.add(e);
  }
  return { ancestors, descendants, scene: layeredScene(graph, 'focus', layers, [...edges].sort((a, b) => a - b), [node]) };
}

/** @param {Graph} graph @param {Lineage} lineage @param {number} first @param {number} second */
export function pairOf(graph, lineage, first, second) {
  const common = lineage.nearestCommonAncestors(first, second);
  const edges = new Set(common.flatMap(a => [
    ...(a.fromFirst === 0 ? [] : lineage.between(first, a.node)), ...(a.fromSecond === 0 ? [] : lineage.between(second, a.node))]));
  const all = [...edges].sort((a, b) => a - b);
  return { common, edges: all, scene: layeredScene(graph, 'pair', longestLayers(graph, all, [first, second]), all, [first, second]) };
}

/**
 * @param {Graph} graph @param {ReturnType<typeof focusOf>} focus @param {number} node
 * @param {{depth: number, background: boolean, change: (settings: {depth?: number, background?: boolean}) => void, close: () => void, search: Search}} settings
 */
export function focusPage(graph, focus, node, settings) {
  return el('article', { class: 'of-focus' },
    top('Lineage', settings.close),
    el('h2', {}, thingLink(graph, node)),
    controls(settings, el('label', {}, 'Generations ', el('select', { id: 'depth', onchange: (/** @type {any} */ event) => settings.change({ depth: Number(event.target.value) || Infinity }) },
      ['all', 1, 2, 3, 4, 5].map(d => el('option', { value: d === 'all' ? 0 : d, selected: (d === 'all' ? Infinity : d) === settings.depth }, d))))),
    partner(graph, settings.search, 'Compare with another model', other => `#/between/${part(graph.ids[node])}/${part(graph.ids[other])}`),
    byDepth(graph, 'Stands on', 'ancestors', focus.ancestors, graph.to, false),
    byDepth(graph, 'Stand on it', 'descendants', focus.descendants, graph.from, true));
}

/**
 * @param {Graph} graph @param {Lineage} lineage @param {ReturnType<typeof pairOf>} pair @param {number} first @param {number} second
 * @param {{background: boolean, change: (settings: {background?: boolean}) => void, close: () => void, search: Search}} settings
 */
export function pairPage(graph, lineage, pair, first, second, settings) {
  const [up, down] = [lineage.paths(first, second, MOST_PATHS), lineage.paths(second, first, MOST_PATHS)];
  return el('article', { class: 'of-pair' },
    top('Lineage of two', settings.close),
    el('h2', {}, thingLink(graph, first), ' · ', thingLink(graph, second)),
    controls(settings),
    pair.common.length === 0 ? el('p', { class: 'empty' }, 'Nothing in this graph ties the two: neither descends from the other, and they have no ancestor in common.') : null,
    ways(graph, first, second, up), ways(graph, second, first, down),
    up.length + down.length > 0 || pair.common.length === 0 ? null : el('section', { class: 'group common' },
      el('h3', {}, 'Nearest common ancestors ', el('span', { class: 'count' }, pair.common.length)),
      el('ul', { class: 'relatives' }, pair.common.map(a => el('li', { 'data-id': graph.ids[a.node] }, thingLink(graph, a.node),
        el('span', { class: 'how' }, `${counted(a.fromFirst, 'step')} and ${counted(a.fromSecond, 'step')} away`))))),
    up.length + down.length > 0 ? null : pair.common.flatMap(a => [ways(graph, first, a.node, lineage.paths(first, a.node, MOST_PATHS)), ways(graph, second, a.node, lineage.paths(second, a.node, MOST_PATHS))]),
    partner(graph, settings.search, 'Another second model', other => `#/between/${part(graph.ids[first])}/${part(graph.ids[other])}`));
}

/** @param {string} text @param {() => void} close */
function top(text, close) {
  return el('div', { class: 'top' }, el('p', { class: 'kind' }, text), el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: close }, '×'));
}

/** @param {{background: boolean, change: (settings: {background?: boolean}) => void}} settings @param {...HTMLElement} more */
function controls(settings, ...more) {
  return el('div', { class: 'controls' }, more, el('label', {},
    el('input', { id: 'background', type: 'checkbox', checked: settings.background, onchange: (/** @type {any} */ event) => settings.change({ background: event.target.checked }) }), ' with the catalogue’s facts'));
}

/** @param {Graph} graph @param {Search} search @param {string} text @param {(other: number) => string} address */
function partner(graph, search, text, address) {
  const input = /** @type {HTMLInputElement} */ (el('input', { type: 'search', id: 'partner', placeholder: text, 'aria-label': text, autocomplete: 'off' }));
  const results = el('div', { class: 'results', id: 'partner-results', hidden: true });
  combobox(graph, search, input, results, ['Model', 'Paper'], node => { location.hash = address(node); });
  return el('div', { class: 'search partner' }, input, results);
}

/** @param {Graph} graph @param {string} heading @param {string} name @param {import('./lineage.js').Relative[]} relatives @param {Int32Array} far @param {boolean} down */
function byDepth(graph, heading, name, relatives, far, down) {
  const depths = [...new Set(relatives.map(r => r.depth))];
  return el('section', { class: 'group ' + name }, el('h3', {}, heading, ' ', el('span', { class: 'count' }, counted(relatives.length, 'model'))),
    relatives.length === 0 ? el('p', { class: 'empty' }, down ? 'Nothing that the lists name.' : 'Nothing that the lists or the catalogue name.') : null,
    depths.map(depth => {
      const here = relatives.filter(r => r.depth === depth);
      return el('div', {}, el('h4', {}, depth === 1 ? 'directly' : `${depth} steps away`, ' ', el('span', { class: 'count' }, here.length)),
        unfolding('ul', 'relatives', here, r => relative(graph, r, down)));
    }));
}

/** @param {Graph} graph @param {import('./lineage.js').Relative} relative @param {boolean} down */
function relative(graph, { node, depth, links }, down) {
  const relations = [...new Set(links.map(e => phrase(graph.relations[graph.type[e]].name, down).toLowerCase()))];
  return el('li', { 'data-id': graph.ids[node], 'data-depth': depth }, unfoldable(
    [thingLink(graph, node), el('span', { class: 'how' }, relations.join(', ')), graph.year[node] > 0 ? el('span', { class: 'when' }, graph.year[node]) : null],
    () => el('ul', { class: 'statements' }, links.map(e => edgeItem(graph, e)))));
}

/** @param {Graph} graph @param {number} descendant @param {number} ancestor @param {number[][]} paths */
function ways(graph, descendant, ancestor, paths) {
  if (paths.length === 0) return null;
  return el('section', { class: 'group ways', 'data-from': graph.ids[descendant], 'data-to': graph.ids[ancestor] },
    el('h3', {}, data(graph.names[descendant]), ' → ', data(graph.names[ancestor]), ' ',
      el('span', { class: 'count' }, paths.length === MOST_PATHS ? `the ${MOST_PATHS} shortest ways` : counted(paths.length, 'way'))),
    unfolding('ol', 'paths', paths, path => el('li', { 'data-path': [graph.ids[descendant], ...path.map(e => graph.ids[graph.to[e]])].join(' ') }, unfoldable(
      [data(graph.names[descendant]), path.map(e => [el('span', { class: 'how' }, ' ', phrase(graph.relations[graph.type[e]].name, false).toLowerCase(), ' '), thingLink(graph, graph.to[e])])].flat(2),
      () => el('ul', { class: 'statements' }, path.map(e => edgeItem(graph, e)))))));
}

/** @param {Graph} graph @param {number} edge */
function edgeItem(graph, edge) {
  return el('li', { class: 'statement' }, el('div', { class: 'said' }, data(graph.names[graph.from[edge]]), ' ', phrase(graph.relations[graph.type[edge]].name, false).toLowerCase(), ' ', data(graph.names[graph.to[edge]]), certainty(graph, edge)), quotes(graph, edge));
}

/** A line with a button that shows what says so. @param {(Node | null)[]} line @param {() => HTMLElement} more */
function unfoldable(line, more) {
  const box = el('div', { class: 'unfoldable' });
  const button = el('button', {
    type: 'button', class: 'twig', 'aria-expanded': 'false', 'aria-label': 'Show the quotes',
    onclick: () => {
      const open = button.getAttribute('aria-expanded') === 'true';
      button.setAttribute('aria-expanded', String(!open));
      if (open) box.lastElementChild?.remove();
      else box.append(more());
    },
  });
  box.append(el('div', { class: 'line' }, button, el('div', {}, line)));
  return box;
}
