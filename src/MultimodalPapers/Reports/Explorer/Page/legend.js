// @ts-check
// The legend, which is the filter as well, and the box that searches.
import { LINES, MARKS, mark } from './canvas.js';
import { append, counted, data, el, words } from './dom.js';
import { NO_LIST } from './filters.js';

/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {import('./filters.js').Filters} Filters */
/** @typedef {import('./search.js').Search} Search */

const SVG = 'http://www.w3.org/2000/svg';
const PLURALS = /** @type {Record<string, string>} */ ({
  Model: 'models', Paper: 'papers', Technique: 'techniques', Organization: 'organisations', Dataset: 'datasets', Author: 'people', Venue: 'venues', Topic: 'topics', List: 'lists',
});

/** @param {string} label */
export function plural(label) { return PLURALS[label] ?? words(label); }

/** @param {Record<string, any>} properties @param {string} tag */
function svg(tag, properties) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  return element;
}

/** The mark of a label, as the canvas draws it. @param {string} label */
export function markOf(label) {
  const icon = svg('svg', { viewBox: '-8 -8 16 16', class: 'mark kind-' + label.toLowerCase(), 'aria-hidden': 'true' });
  /** @type {string[]} */
  const path = [];
  mark(/** @type {any} */ ({
    moveTo: (/** @type {number} */ x, /** @type {number} */ y) => path.push(`M${x} ${y}`),
    lineTo: (/** @type {number} */ x, /** @type {number} */ y) => path.push(`L${x} ${y}`),
    closePath: () => path.push('Z'),
    rect: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w, /** @type {number} */ h) => path.push(`M${x} ${y}h${w}v${h}h${-w}Z`),
    arc: () => path.push('A6 6 0 1 1 -6 0A6 6 0 1 1 6 0Z'),
  }), MARKS[label]?.shape ?? 'circle', 0, 0, 6);
  icon.append(svg('path', { d: path.join('') }));
  return icon;
}

/** @param {string} relation */
function lineOf(relation) {
  const icon = svg('svg', { viewBox: '0 0 26 10', class: 'stroke ' + (LINES[relation] ? 'stroke-' + LINES[relation].color.slice(2) : ''), 'aria-hidden': 'true' });
  icon.append(svg('path', { d: 'M1 5H25', 'stroke-dasharray': LINES[relation]?.dash.join(' ') || 'none' }));
  return icon;
}

export class Legend {
  /** @param {HTMLElement} element @param {Graph} graph @param {Filters} filters @param {() => void} changed */
  constructor(element, graph, filters, changed) {
    this.element = element;
    this.graph = graph;
    this.filters = filters;
    this.changed = changed;
    this.status = el('p', { class: 'status', role: 'status' });
    this.build();
  }

  build() {
    const { graph, filters } = this;
    const labels = count(Array.from(graph.drawn, n => graph.label[n]));
    const drawnEdges = [...graph.from.keys()].filter(e => graph.isDrawn[graph.from[e]] && graph.isDrawn[graph.to[e]]);
    const relations = count(drawnEdges.map(e => graph.type[e])), bases = count(drawnEdges.map(e => graph.basis[e]));
    const lists = count([...graph.drawn].flatMap(n => [...filters.nodeLists[n]]));
    const marked = ['Model', 'Paper', 'Technique', 'Organization', 'Dataset'].map(l => graph.labels.indexOf(l)).filter(l => labels.has(l));
    this.element.replaceChildren(
      el('div', { class: 'legend-top' }, el('h2', {}, 'Legend'), this.status, el('button', { type: 'button', id: 'reset', onclick: () => this.reset() }, 'Show all')),
      el('p', { class: 'legend-note' }, 'A lineage shows all relatives: the filters count on map and time.'),
      this.group('Things', marked, filters.hiddenLabels, l => [markOf(graph.labels[l]), plural(graph.labels[l])], labels),
      this.group('Relations', [...relations.keys()].sort((a, b) => a - b), filters.hiddenRelations, r => [lineOf(graph.relations[r].name), words(graph.relations[r].name)], relations, r => graph.relations[r].meaning),
      this.group('Said by', [0, 1, 2].filter(b => bases.has(b)), filters.hiddenBases, b => graph.bases[b], bases, b => ['a list says so', 'a rule goes beyond a list’s words', 'the catalogue says so'][b]),
      this.years(),
      this.group('Lists', [...filters.lists, NO_LIST].filter(l => lists.has(l)), filters.hiddenLists, l => l === NO_LIST ? 'no list, the catalogue alone' : data(graph.sourceNames[l]), lists));
    this.tell();
  }

  /**
   * @param {string} heading @param {number[]} items @param {Set<number>} hidden @param {(item: number) => any} show @param {Map<number, number>} counts
   * @param {(item: number) => string} [title]
   */
  group(heading, items, hidden, show, counts, title = () => '') {
    if (items.length === 0) return '';
    /** @type {HTMLInputElement[]} */
    const boxes = [];
    const change = () => {
      this.filters.apply();
      this.tell();
      this.changed();
    };
    const rows = items.map(item => {
      const box = /** @type {HTMLInputElement} */ (el('input', {
        type: 'checkbox', checked: !hidden.has(item),
        onchange: () => { if (box.checked) hidden.delete(item); else hidden.add(item); change(); },
      }));
      boxes.push(box);
      return el('label', { title: title(item) || null }, box, show(item), el('span', { class: 'count' }, (counts.get(item) ?? 0).toLocaleString('en')),
        el('button', {
          type: 'button', class: 'only', title: 'only this one', onclick: (/** @type {Event} */ event) => {
            event.preventDefault();
            const alone = !hidden.has(item) && items.every(i => i === item || hidden.has(i));
            items.forEach((i, at) => { if (alone || i === item) hidden.delete(i); else hidden.add(i); boxes[at].checked = alone || i === item; });
            change();
          },
        }, 'only'));
    });
    return el('fieldset', {}, el('legend', {}, heading), rows);
  }

  years() {
    const { filters } = this;
    if (filters.firstYear > filters.lastYear) return '';
    const field = (/** @type {string} */ name, /** @type {'from' | 'to'} */ side) => el('label', {}, name + ' ', el('input', {
      type: 'number', min: filters.firstYear, max: filters.lastYear, value: filters[side], id: 'year-' + side,
      oninput: (/** @type {any} */ event) => {
        const year = Number(event.target.value);
        if (year < filters.firstYear || year > filters.lastYear) return;
        filters[side] = year;
        filters.apply();
        this.tell();
        this.changed();
      },
    }));
    const undated = /** @type {HTMLInputElement} */ (el('input', {
      type: 'checkbox', checked: filters.undated, onchange: () => { filters.undated = undated.checked; filters.apply(); this.tell(); this.changed(); },
    }));
    return el('fieldset', {}, el('legend', {}, 'Years'), el('div', { class: 'years' }, field('from', 'from'), field('to', 'to')), el('label', {}, undated, 'without a year'));
  }

  reset() {
    this.filters.reset();
    this.build();
    this.changed();
    document.getElementById('reset')?.focus();
  }

  tell() {
    const { filters, graph } = this;
    this.status.textContent = filters.isActive ? `${filters.shown.toLocaleString('en')} of ${counted(graph.drawn.length, 'thing')}` : counted(graph.drawn.length, 'thing');
    const reset = this.element.querySelector('#reset');
    if (reset instanceof HTMLButtonElement) reset.disabled = !filters.isActive;
  }
}

/** @param {number[]} items */
function count(items) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/**
 * Makes an input search as somebody types: results by kind below it, chosen with arrows and Enter or a click.
 * @param {Graph} graph @param {Search} search @param {HTMLInputElement} input @param {HTMLElement} results @param {string[]} kinds @param {(node: number) => void} pick
 */
export function combobox(graph, search, input, results, kinds, pick) {
  let active = -1;
  /** @type {{node: number, element: HTMLElement}[]} */
  let options = [];
  const set = (/** @type {Record<string, string>} */ attributes) => { for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value); };
  set({ role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': results.id });
  results.setAttribute('role', 'listbox');
  results.setAttribute('aria-label', 'Results');
  const close = () => {
    results.hidden = true;
    set({ 'aria-expanded': 'false' });
    input.removeAttribute('aria-activedescendant');
  };
  const activate = (/** @type {number} */ index) => {
    options[active]?.element.setAttribute('aria-selected', 'false');
    active = index;
    const option = options[active]?.element;
    if (!option) return input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    set({ 'aria-activedescendant': option.id });
  };
  const choose = (/** @type {number} */ node) => {
    close();
    input.value = '';
    pick(node);
  };
  const update = () => {
    options = [];
    active = -1;
    if (!input.value.trim()) return close();
    const groups = search.find(input.value, kinds);
    results.replaceChildren(...groups.map(group => {
      const heading = el('div', { class: 'heading', id: `${results.id}-${group.kind}` }, markOf(group.kind), plural(group.kind), el('span', { class: 'count' }, group.total.toLocaleString('en')));
      return el('div', { role: 'group', 'aria-labelledby': heading.id }, heading, group.hits.map(hit => {
        const element = el('div', { role: 'option', id: `${results.id}-${options.length}`, 'aria-selected': 'false', 'data-id': graph.ids[hit.node], onpointerdown: (/** @type {Event} */ event) => { event.preventDefault(); choose(hit.node); } },
          data(graph.names[hit.node]), hit.text !== graph.names[hit.node] ? el('span', { class: 'also' }, data(hit.text)) : null,
          graph.year[hit.node] > 0 ? el('span', { class: 'when' }, graph.year[hit.node]) : null);
        options.push({ node: hit.node, element });
        return element;
      }));
    }));
    if (options.length === 0) append(results, [el('div', { class: 'empty' }, 'Nothing goes with this.')]);
    results.hidden = false;
    set({ 'aria-expanded': 'true' });
    if (options.length > 0) activate(0);
  };
  input.addEventListener('input', update);
  input.addEventListener('focus', () => { if (input.value.trim()) update(); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && options.length > 0) activate((active + 1) % options.length);
    else if (event.key === 'ArrowUp' && options.length > 0) activate((active - 1 + options.length) % options.length);
    else if (event.key === 'Enter' && options[active] && !results.hidden) choose(options[active].node);
    else if (event.key === 'Escape') { input.value = ''; close(); input.blur(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

