// @ts-check
// Ties the parts together: addresses, views, keys.
import { Graph, readData } from './data.js';
import { Lineage } from './lineage.js';
import { Filters } from './filters.js';
import { KINDS, Search } from './search.js';
import { addressOf, byId, counted, data, el } from './dom.js';
import { mapScene, timeScene } from './scenes.js';
import { MapCanvas } from './canvas.js';
import { kindOf, thingPage } from './thing.js';
import { focusOf, focusPage, pairOf, pairPage } from './focus.js';
import { Table } from './tables.js';
import { Legend, combobox } from './legend.js';

/** Where somebody is. @typedef {{view?: string, thing?: number, pair?: [number, number], missing?: string}} Place */

const graph = new Graph(readData('map-data'), () => readData('details-data'));
const filters = new Filters(graph), search = new Search(graph);
const stage = byId('stage'), tableBox = byId('table'), page = byId('page'), legendBox = byId('legend');
const lineages = { true: /** @type {Lineage | null} */ (null), false: /** @type {Lineage | null} */ (null) };
/** @type {Map<string, import('./scenes.js').Scene>} */
const scenes = new Map();
/** @type {Map<string, Table>} */
const tables = new Map();
const settings = { depth: Infinity, background: true };
let view = 'map', lastView = '#/map';

/** @param {boolean} background */
function lineage(background = true) { return lineages[`${background}`] ??= new Lineage(graph, background); }

/** @param {string} name @param {() => import('./scenes.js').Scene} make */
function sceneOf(name, make) {
  let scene = scenes.get(name);
  if (!scene) scenes.set(name, scene = make());
  return scene;
}

/** @param {string} text */
function announce(text) { byId('announcement').textContent = text; }

/** @param {number} node */
function describe(node) {
  const relations = graph.outgoing(node).length + graph.incoming(node).length;
  return `${graph.names[node]}, ${kindOf(graph, node)}${graph.year[node] > 0 ? ', ' + graph.year[node] : ''}, ${counted(relations, 'relationship')}`;
}

const map = new MapCanvas(/** @type {HTMLCanvasElement} */ (byId('canvas')), graph, filters, {
  open: node => { location.hash = addressOf(graph.ids[node]); },
  announce, describe,
  hint: (node, x, y) => {
    const hint = byId('hint');
    hint.hidden = node < 0;
    if (node < 0) return;
    hint.replaceChildren(data(graph.names[node], 'strong'), el('span', {}, `${kindOf(graph, node)}${graph.year[node] > 0 ? ' · ' + graph.year[node] : ''}`));
    hint.style.left = Math.min(x + 14, Math.max(0, stage.clientWidth - hint.offsetWidth - 6)) + 'px';
    hint.style.top = (y + 24 + hint.offsetHeight > stage.clientHeight ? y - hint.offsetHeight - 10 : y + 18) + 'px';
  },
  note: text => {
    byId('note').hidden = text === '';
    byId('note').textContent = text;
  },
});

/** @returns {Place} */
function placeOf(/** @type {string} */ hash) {
  let parts;
  try { parts = hash.replace(/^#/, '').split('/').map(decodeURIComponent); } catch { return { missing: hash }; }
  if (parts[0] !== '') {
    const thing = graph.indexOf(parts.join('/'));
    return thing >= 0 ? { thing } : { missing: parts.join('/') };
  }
  if (['map', 'time', 'papers', 'models'].includes(parts[1])) return { view: parts[1] };
  const first = graph.indexOf(parts[2] ?? ''), second = graph.indexOf(parts[3] ?? '');
  if (parts[1] === 'lineage') return first >= 0 ? { view: 'lineage', thing: first } : { missing: parts[2] };
  if (parts[1] === 'between') return first >= 0 && second >= 0 ? { view: 'between', pair: [first, second] } : { missing: first >= 0 ? parts[3] : parts[2] };
  return parts.length > 1 && parts[1] ? { missing: hash } : { view: 'map' };
}

/** Shows what the address says. */
function go() {
  const place = placeOf(location.hash);
  if (place.view) view = place.view;
  else if (view === 'lineage' || view === 'between') view = lastView.slice(2);
  if (['map', 'time', 'papers', 'models'].includes(view)) lastView = '#/' + view;
  const isTable = view === 'papers' || view === 'models';
  stage.hidden = isTable;
  tableBox.hidden = !isTable;
  document.body.dataset.view = view;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('data-view') === view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  showPage(place);
  if (isTable) showTable(view);
  else showScene(place);
  const name = place.pair ? place.pair.map(n => graph.names[n]).join(' and ') : place.thing !== undefined ? graph.names[place.thing] : '';
  document.title = name ? `${name} · ${graph.title}` : graph.title;
}

/** @param {string} name */
function showTable(name) {
  let table = tables.get(name);
  if (!table) tables.set(name, table = new Table(graph, name === 'papers' ? 'Paper' : 'Model', announce));
  tableBox.replaceChildren(table.element);
}

/** @param {Place} place */
function showScene(place) {
  map.selected = view === 'lineage' ? -1 : place.thing ?? -1;
  map.covered = !page.hidden && getComputedStyle(page).position === 'absolute' ? page.offsetHeight : 0;
  if (view === 'lineage' && place.thing !== undefined) map.show(focus(place.thing).scene);
  else if (view === 'between' && place.pair) map.show(pair(place.pair).scene);
  else map.show(view === 'time' ? sceneOf('time', () => timeScene(graph)) : sceneOf('map', () => mapScene(graph)));
  byId('canvas').setAttribute('aria-label', `Drawing: ${{ map: 'clusters of papers, models, techniques, organisations and datasets', time: 'models by year', lineage: 'ancestors and descendants by depth', between: 'ways between two models' }[view]}`);
  if (map.selected >= 0) map.reveal(map.selected);
}

let lastFocus = { key: '', value: /** @type {any} */ (null) };

/** @param {number} node @returns {ReturnType<typeof focusOf>} */
function focus(node) {
  const key = `${node} ${settings.depth} ${settings.background}`;
  if (lastFocus.key !== key) lastFocus = { key, value: focusOf(graph, lineage(settings.background), node, settings.depth) };
  return lastFocus.value;
}

/** @param {[number, number]} nodes @returns {ReturnType<typeof pairOf>} */
function pair(nodes) {
  const key = `${nodes} ${settings.background}`;
  if (lastFocus.key !== key) lastFocus = { key, value: pairOf(graph, lineage(settings.background), nodes[0], nodes[1]) };
  return lastFocus.value;
}

/** @param {Place} place */
function showPage(place) {
  const close = () => { location.hash = lastView; };
  const change = (/** @type {Partial<typeof settings>} */ changed) => {
    const focused = document.activeElement?.id;
    Object.assign(settings, changed);
    go();
    if (focused) document.getElementById(focused)?.focus();
  };
  const common = { ...settings, change, close, search };
  const content = place.missing !== undefined ? missingPage(place.missing, close)
    : place.pair ? pairPage(graph, lineage(settings.background), pair(place.pair), place.pair[0], place.pair[1], common)
    : place.thing === undefined ? null
    : place.view === 'lineage' ? focusPage(graph, focus(place.thing), place.thing, common)
    : thingPage(graph, lineage(), place.thing, close);
  page.hidden = content === null;
  document.body.classList.toggle('with-page', content !== null);
  page.replaceChildren(...content ? [content] : []);
  page.scrollTop = 0;
}

/** @param {string} id @param {() => void} close */
function missingPage(id, close) {
  return el('article', { class: 'of-missing' },
    el('div', { class: 'top' }, el('p', { class: 'kind' }, 'Not found'), el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: close }, '×')),
    el('p', {}, 'This graph has nothing with the address ', data(id), '. It may come from another graph; the search finds things by name.'));
}

/** Shows or hides the legend where there is no room for it beside the drawing. @param {boolean} [open] */
function toggleLegend(open = !document.body.classList.contains('with-legend')) {
  document.body.classList.toggle('with-legend', open);
  byId('filters-button').setAttribute('aria-expanded', String(open));
  if (open) legendBox.querySelector('input')?.focus();
}

const THEMES = ['auto', 'light', 'dark'];

/** @param {string} theme */
function setTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId('theme').textContent = { auto: '◐', light: '○', dark: '●' }[theme] ?? '';
  byId('theme').title = `Colours: ${theme}`;
  byId('theme').dataset.theme = theme;
  map.readColors();
}

function listen() {
  addEventListener('hashchange', go);
  byId('filters-button').addEventListener('click', () => toggleLegend());
  byId('theme').addEventListener('click', () => setTheme(THEMES[(THEMES.indexOf(byId('theme').dataset.theme ?? 'auto') + 1) % 3]));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => map.readColors());
  const help = /** @type {HTMLDialogElement} */ (byId('help'));
  byId('help-button').addEventListener('click', () => help.showModal());
  for (const button of document.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => {
      const factor = Number(button.getAttribute('data-zoom'));
      if (factor === 0) map.fit(true);
      else map.zoom(factor);
    });
  }
  const keys = /** @type {Record<string, () => void>} */ ({
    '/': () => byId('search').focus(),
    '?': () => help.showModal(),
    m: () => { location.hash = '#/map'; },
    t: () => { location.hash = '#/time'; },
    p: () => { location.hash = '#/papers'; },
    o: () => { location.hash = '#/models'; },
    f: () => toggleLegend(),
    l: () => { /** @type {HTMLElement | null} */ (page.querySelector('.actions a'))?.click(); },
  });
  addEventListener('keydown', event => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' || event.target instanceof HTMLSelectElement;
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === 'Escape') {
      if (document.body.classList.contains('with-legend')) toggleLegend(false);
      else if (!page.hidden) location.hash = lastView;
    } else if (!typing && keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}

/** @param {number} node */
function openFromSearch(node) {
  location.hash = addressOf(graph.ids[node]);
  // The page is there when the address has been shown.
  setTimeout(() => page.focus(), 60);
}

byId('title').textContent = graph.title;
listen();
setTheme('auto');
combobox(graph, search, /** @type {HTMLInputElement} */ (byId('search')), byId('search-results'), KINDS, openFromSearch);
new Legend(legendBox, graph, filters, () => map.draw());
go();
if (graph.drawn.length === 0) byId('stage').append(el('p', { class: 'empty' }, 'This graph holds no papers or models.'));
// For the curious at the console, and for the tests.
Object.assign(globalThis, { explorer: Object.freeze({ graph, map, filters, search, lineage }) });
document.documentElement.dataset.ready = String(Math.round(performance.now()));
// Reading the rest now makes the first search and the first page quick.
setTimeout(() => search.build(), 300);
