// @ts-check
// Search as you type: names, other spellings, titles, identifiers; letters of any script.
import { distance, fold, foldKey } from './folding.js';

/** @typedef {import('./data.js').Graph} Graph */

/** In which order kinds are shown. */
export const KINDS = ['Model', 'Paper', 'Technique', 'Dataset', 'Organization', 'Author', 'Venue', 'Topic', 'List'];
const SPELLED = ['title', 'titles', 'spellings', 'arxiv'];

export class Search {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    this.index = /** @type {{node: number, key: string, words: string, own: boolean, text: string}[] | null} */ (null);
    this.degree = new Int32Array(graph.count);
    for (let n = 0; n < graph.count; n++) this.degree[n] = graph.outgoing(n).length + graph.incoming(n).length;
  }

  build() {
    if (this.index) return this.index;
    const { graph } = this;
    this.index = graph.names.map((text, node) => ({ node, key: foldKey(text), words: fold(text), own: true, text }));
    for (const property of SPELLED) {
      for (const [node, value] of graph.details.ofNodes.get(property) ?? []) {
        for (const text of Array.isArray(value) ? value : [value]) {
          if (text !== graph.names[node]) this.index.push({ node, key: foldKey(String(text)), words: fold(String(text)), own: false, text: String(text) });
        }
      }
    }
    return this.index;
  }

  /**
   * What goes with a query, best first within each kind.
   * @param {string} query @param {string[]} [kinds] only these
   * @returns {{kind: string, total: number, hits: {node: number, text: string}[]}[]}
   */
  find(query, kinds = KINDS, most = 6) {
    const key = foldKey(query), words = fold(query).split(/[\s\-_,:;]+/).filter(w => w);
    if (!key) return [];
    /** @type {Map<number, {score: number, text: string}>} */
    const best = new Map();
    for (const entry of this.build()) {
      const score = this.score(entry, key, words);
      const last = best.get(entry.node);
      if (score > 0 && (!last || last.score < score)) best.set(entry.node, { score, text: entry.text });
    }
    if (best.size === 0 && key.length >= 4) this.addNearest(key, best);
    return this.byKind(best, kinds, most);
  }

  /** @param {{key: string, words: string, own: boolean}} entry @param {string} key @param {string[]} words */
  score(entry, key, words) {
    const at = entry.key.indexOf(key);
    const own = entry.own ? 1 : 0;
    if (at === 0) return (entry.key.length === key.length ? 100 : 60) + own;
    if (at > 0) return (words.length > 0 && new RegExp('(^|[^\\p{L}\\p{N}])' + escaped(words[0]), 'u').test(entry.words) ? 40 : 20) + own;
    return words.length > 1 && words.every(w => entry.words.includes(w)) ? 10 + own : 0;
  }

  /** @param {string} key @param {Map<number, {score: number, text: string}>} best */
  addNearest(key, best) {
    const limit = key.length < 7 ? 1 : 2;
    for (const entry of this.build()) {
      const part = entry.key.slice(0, key.length + limit);
      const off = Math.min(distance(key, entry.key, limit), distance(key, part.slice(0, key.length), limit));
      if (off <= limit) best.set(entry.node, { score: 5 - off, text: entry.text });
    }
  }

  /** @param {Map<number, {score: number, text: string}>} best @param {string[]} kinds @param {number} most */
  byKind(best, kinds, most) {
    const { graph } = this;
    /** @type {Map<string, {node: number, score: number, text: string}[]>} */
    const groups = new Map();
    for (const [node, { score, text }] of best) {
      const kind = graph.labelName(node);
      const list = groups.get(kind);
      if (list) list.push({ node, score, text });
      else groups.set(kind, [{ node, score, text }]);
    }
    return kinds.filter(k => groups.has(k)).map(kind => {
      const hits = /** @type {{node: number, score: number, text: string}[]} */ (groups.get(kind));
      hits.sort((a, b) => b.score - a.score || this.degree[b.node] - this.degree[a.node] || a.text.length - b.text.length || a.node - b.node);
      return { kind, total: hits.length, hits: hits.slice(0, most) };
    });
  }
}

/** @param {string} text */
function escaped(text) { return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'); }
