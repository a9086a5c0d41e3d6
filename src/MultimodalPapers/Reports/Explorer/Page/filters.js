// @ts-check
// What the legend shows and hides.
import { ordinal } from './folding.js';

/** @typedef {import('./data.js').Graph} Graph */

/** Stands for relationships and things that no list names, only the catalogue. */
export const NO_LIST = -1;

export class Filters {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    /** @type {Set<number>} */
    this.hiddenLabels = new Set();
    /** @type {Set<number>} */
    this.hiddenRelations = new Set();
    /** @type {Set<number>} */
    this.hiddenBases = new Set();
    /** Numbers of sources, or {@link NO_LIST}. @type {Set<number>} */
    this.hiddenLists = new Set();
    const years = [...graph.drawn].map(n => graph.year[n]).filter(y => y > 0);
    this.firstYear = years.reduce((a, b) => Math.min(a, b), Infinity);
    this.lastYear = years.reduce((a, b) => Math.max(a, b), -Infinity);
    this.from = this.firstYear;
    this.to = this.lastYear;
    this.undated = true;
    this.nodes = new Uint8Array(graph.count);
    this.edges = new Uint8Array(graph.edgeCount);
    const isList = graph.sourceIsList;
    this.lists = [...graph.sourceNames.keys()].filter(s => isList[s]).sort((a, b) => ordinal(graph.sourceNames[a], graph.sourceNames[b]));
    this.setLists = graph.sourceSets.map(set => {
      const lists = [...set].filter(s => isList[s]);
      return lists.length > 0 ? lists : [NO_LIST];
    });
    this.nodeLists = this.listsOfNodes();
    this.apply();
  }

  /** The sets of lists that name each node, as numbers of source sets. */
  listsOfNodes() {
    const { graph } = this, result = Array.from({ length: graph.count }, () => /** @type {Set<number>} */ (new Set()));
    for (let e = 0; e < graph.edgeCount; e++) {
      for (const list of this.setLists[graph.sources[e]]) {
        result[graph.from[e]].add(list);
        result[graph.to[e]].add(list);
      }
    }
    for (const set of result) if (set.size === 0) set.add(NO_LIST);
    // A thing that some list names does not count as the catalogue's.
    for (const set of result) if (set.size > 1) set.delete(NO_LIST);
    return result;
  }

  get isActive() {
    return this.hiddenLabels.size + this.hiddenRelations.size + this.hiddenBases.size + this.hiddenLists.size > 0
      || this.from !== this.firstYear || this.to !== this.lastYear || !this.undated;
  }

  reset() {
    for (const set of [this.hiddenLabels, this.hiddenRelations, this.hiddenBases, this.hiddenLists]) set.clear();
    this.from = this.firstYear;
    this.to = this.lastYear;
    this.undated = true;
    this.apply();
  }

  /** Decides anew what is shown. Takes some milliseconds for 100,000 relationships. */
  apply() {
    const { graph } = this;
    const setShown = this.setLists.map(lists => lists.some(l => !this.hiddenLists.has(l)));
    const tied = new Uint8Array(graph.count), had = new Uint8Array(graph.count);
    for (let e = 0; e < graph.edgeCount; e++) {
      const drawn = graph.isDrawn[graph.from[e]] && graph.isDrawn[graph.to[e]];
      const on = drawn && !this.hiddenRelations.has(graph.type[e]) && !this.hiddenBases.has(graph.basis[e]) && setShown[graph.sources[e]];
      this.edges[e] = on ? 1 : 0;
      if (drawn) had[graph.from[e]] = had[graph.to[e]] = 1;
      if (on) tied[graph.from[e]] = tied[graph.to[e]] = 1;
    }
    const allYears = this.from === this.firstYear && this.to === this.lastYear;
    for (let n = 0; n < graph.count; n++) {
      const year = graph.year[n];
      this.nodes[n] = graph.isDrawn[n] && !this.hiddenLabels.has(graph.label[n])
        && (year > 0 ? allYears || (year >= this.from && year <= this.to) : this.undated)
        && (tied[n] || !had[n])
        && (this.hiddenLists.size === 0 || [...this.nodeLists[n]].some(l => !this.hiddenLists.has(l))) ? 1 : 0;
    }
    for (let e = 0; e < graph.edgeCount; e++) if (this.edges[e] && !(this.nodes[graph.from[e]] && this.nodes[graph.to[e]])) this.edges[e] = 0;
  }

  get shown() { return this.nodes.reduce((a, b) => a + b, 0); }
}
