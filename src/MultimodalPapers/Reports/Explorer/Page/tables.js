// @ts-check
// Papers and models as tables: sorted, filtered by column, copied as CSV. What a drawing shows, for those who do not see it.
import { addressOf, counted, data, el, outLink } from './dom.js';
import { fold, ordinal } from './folding.js';
import { kindOf } from './thing.js';

/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {{name: string, text: (node: number) => string, number?: (node: number) => number, link?: (node: number, text: string) => Node}} Column */

const PAGE = 100;

/** @param {Graph} graph @param {number[]} nodes */
const namesOf = (graph, nodes) => [...new Set(nodes.map(n => graph.names[n]))].sort(ordinal).join('; ');
/** @param {number} year */
const yearText = year => year > 0 ? String(year) : '';

/** @param {Graph} graph @returns {Column[]} */
function paperColumns(graph) {
  return [
    { name: 'Title', text: n => graph.names[n], link: (n, text) => el('a', { href: addressOf(graph.ids[n]) }, data(text)) },
    { name: 'Year', text: n => yearText(graph.year[n]), number: n => graph.year[n] },
    { name: 'Venue', text: n => graph.property(n, 'venue') ?? '' },
    { name: 'Introduces', text: n => namesOf(graph, graph.others(n, 'INTRODUCES')) },
    { name: 'From', text: n => namesOf(graph, graph.others(n, 'FROM_ORGANIZATION')) },
    { name: 'Techniques', text: n => namesOf(graph, graph.others(n, 'USES_TECHNIQUE')) },
    { name: 'Lists', text: n => String(graph.others(n, 'LISTED_IN').length), number: n => graph.others(n, 'LISTED_IN').length },
    { name: 'Paper', text: n => graph.property(n, 'url') ?? '', link: (n, text) => outLink(text, graph.property(n, 'arxiv') ?? 'link') },
  ];
}

/** @param {Graph} graph @returns {Column[]} */
function modelColumns(graph) {
  const lineage = graph.relations.filter(r => r.lineage).map(r => r.name);
  const makers = (/** @type {number} */ n) => namesOf(graph, [...graph.others(n, 'DEVELOPED', true)]);
  return [
    { name: 'Name', text: n => graph.names[n], link: (n, text) => el('a', { href: addressOf(graph.ids[n]) }, data(text)) },
    { name: 'Kind', text: n => kindOf(graph, n) },
    { name: 'Year', text: n => yearText(graph.year[n]), number: n => graph.year[n] },
    { name: 'Made by', text: makers },
    { name: 'Stands on', text: n => namesOf(graph, lineage.flatMap(r => graph.others(n, r))) },
    { name: 'Descendants', text: n => String(graph.descendants.get(n) ?? 0), number: n => graph.descendants.get(n) ?? 0 },
    { name: 'Introduced by', text: n => namesOf(graph, graph.others(n, 'INTRODUCES', true)) },
  ];
}

/** One line of CSV: quoted where needed; what a spreadsheet would take for a formula is made text. @param {string[]} cells */
export function csvLine(cells) {
  return cells.map(cell => {
    const text = /^[=+\-@\t\r]/.test(cell) && !/^-?[0-9.]+$/.test(cell) ? "'" + cell : cell;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }).join(',');
}

export class Table {
  /** @param {Graph} graph @param {'Paper' | 'Model'} label @param {(text: string) => void} announce */
  constructor(graph, label, announce) {
    this.graph = graph;
    this.label = label;
    this.announce = announce;
    const wanted = graph.labels.indexOf(label);
    this.columns = label === 'Paper' ? paperColumns(graph) : modelColumns(graph);
    this.rows = [...graph.names.keys()].filter(n => graph.label[n] === wanted)
      .map(node => ({ node, cells: this.columns.map(c => c.text(node)) }));
    this.folded = /** @type {string[][] | null} */ (null);
    this.filters = this.columns.map(() => '');
    this.sorted = { column: label === 'Paper' ? 1 : 5, down: true };
    this.page = 0;
    this.element = el('div', { class: 'table' });
    this.build();
  }

  build() {
    this.body = el('tbody');
    this.status = el('p', { class: 'status', role: 'status' });
    this.pager = el('div', { class: 'pager' });
    const copy = el('button', { type: 'button', class: 'copy', onclick: () => this.copy() }, 'Copy as CSV');
    this.heads = this.columns.map((column, i) => el('th', { scope: 'col' }, el('button', { type: 'button', onclick: () => this.sort(i) }, column.name)));
    const filters = this.columns.map((column, i) => el('td', {}, el('input', {
      type: 'search', 'aria-label': `Filter by ${column.name}`, placeholder: column.number ? (column.name === 'Year' ? '2022-2024' : '> 5') : 'filter',
      oninput: (/** @type {any} */ event) => { this.filters[i] = event.target.value; this.page = 0; this.fill(); },
    })));
    this.element.append(
      el('div', { class: 'table-top' }, el('h2', {}, this.label === 'Paper' ? 'Papers' : 'Models'), this.status, copy),
      el('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': this.label === 'Paper' ? 'Papers' : 'Models' }, el('table', {},
        el('thead', {}, el('tr', {}, this.heads), el('tr', { class: 'filters' }, filters)), this.body)),
      this.pager);
    this.fill();
  }

  /** @param {number} column */
  sort(column) {
    this.sorted = { column, down: this.sorted.column === column ? !this.sorted.down : Boolean(this.columns[column].number) };
    this.page = 0;
    this.fill();
  }

  /** The rows that pass the filters, sorted. */
  shown() {
    this.folded ??= this.rows.map(r => r.cells.map(fold));
    const folded = this.folded, tests = this.filters.map((filter, i) => filter.trim() === '' ? null : this.test(i, filter.trim()));
    const passing = this.rows.filter((row, r) => tests.every((test, i) => !test || test(row.node, folded[r][i])));
    const { column, down } = this.sorted, number = this.columns[column].number;
    const keys = new Map(passing.map(r => [r, number ? number(r.node) : 0]));
    const order = (/** @type {any} */ a, /** @type {any} */ b) => number ? /** @type {number} */ (keys.get(a)) - /** @type {number} */ (keys.get(b))
      : Number(a.cells[column] === '') - Number(b.cells[column] === '') || ordinal(fold(a.cells[column]), fold(b.cells[column]));
    return passing.sort((a, b) => (down ? -1 : 1) * order(a, b) || ordinal(a.cells[0], b.cells[0]) || a.node - b.node);
  }

  /** A filter: a part of the text; for numbers also `>5`, `<3` and `2020-2022`. @param {number} column @param {string} filter @returns {(node: number, text: string) => boolean} */
  test(column, filter) {
    const { number } = this.columns[column];
    const compared = /^([<>])\s*(\d+)$/.exec(filter), range = /^(\d+)\s*[-–]\s*(\d+)$/.exec(filter);
    if (number && compared) return node => compared[1] === '>' ? number(node) > Number(compared[2]) : number(node) < Number(compared[2]);
    if (number && range) return node => number(node) >= Number(range[1]) && number(node) <= Number(range[2]);
    if (number && /^\d+$/.test(filter)) return node => number(node) === Number(filter);
    const wanted = fold(filter);
    return (_, text) => text.includes(wanted);
  }

  fill() {
    const rows = this.shown(), pages = Math.max(1, Math.ceil(rows.length / PAGE));
    this.page = Math.min(this.page, pages - 1);
    this.heads?.forEach((head, i) => {
      if (i === this.sorted.column) head.setAttribute('aria-sort', this.sorted.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    this.body?.replaceChildren(...rows.slice(this.page * PAGE, (this.page + 1) * PAGE).map(({ node, cells }) => el('tr', {}, this.columns.map((column, i) => {
      const content = cells[i] === '' ? null : column.link ? column.link(node, cells[i]) : data(cells[i]);
      return i === 0 ? el('th', { scope: 'row' }, content) : el('td', { class: column.number ? 'number' : '' }, content);
    }))));
    if (this.status) this.status.textContent = rows.length === this.rows.length ? counted(rows.length, 'row') : `${rows.length.toLocaleString('en')} of ${counted(this.rows.length, 'row')}`;
    const turn = (/** @type {string} */ text, /** @type {number} */ to) => el('button', { type: 'button', disabled: to < 0 || to >= pages, onclick: () => { this.page = to; this.fill(); } }, text);
    this.pager?.replaceChildren(...pages < 2 ? [] : [turn('Earlier rows', this.page - 1), el('span', {}, `${this.page + 1} of ${pages}`), turn('Later rows', this.page + 1)]);
  }

  /** All rows that pass the filters, with headings, lines parted as RFC 4180 wants it. */
  csv() { return [this.columns.map(c => c.name), ...this.shown().map(r => r.cells)].map(csvLine).join('\r\n') + '\r\n'; }

  async copy() {
    const text = this.csv();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = /** @type {HTMLTextAreaElement} */ (el('textarea', { class: 'unseen' }));
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    this.announce(`${counted(this.shown().length, 'row')} copied as CSV`);
  }
}
