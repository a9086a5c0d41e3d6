// @ts-check
// Who stands on whom. The answers are those of the command line's lineage; a test compares the two.
import { ordinal } from './folding.js';

/** @typedef {import('./data.js').Graph} Graph */
/** A relative with its steps and the relationships that tie it. @typedef {{node: number, depth: number, links: number[]}} Relative */

export class Lineage {
  /** @param {Graph} graph @param {boolean} background whether facts that only the catalogue states count */
  constructor(graph, background) {
    this.graph = graph;
    /** @type {Map<number, number[]>} */
    this.up = new Map();
    /** @type {Map<number, number[]>} */
    this.down = new Map();
    const lineage = graph.relations.map(r => r.lineage);
    const onlyBackground = graph.bases.indexOf('background');
    for (let e = 0; e < graph.edgeCount; e++) {
      if (!lineage[graph.type[e]] || (!background && graph.basis[e] === onlyBackground)) continue;
      push(this.up, graph.from[e], e);
      push(this.down, graph.to[e], e);
    }
    this.components = /** @type {Map<number, number> | null} */ (null);
  }

  /** Relationships to what a model stands on. @param {number} node */
  parents(node) { return this.up.get(node) ?? []; }

  /** Relationships from what stands on a model. @param {number} node */
  children(node) { return this.down.get(node) ?? []; }

  /** Nearest first, equally near ones by name. @param {number} node @param {number} [limit] steps; none sets no limit @returns {Relative[]} */
  ancestors(node, limit = Infinity) { return this.relatives(node, limit, this.up, this.graph.to); }

  /** Nearest first, equally near ones by name. @param {number} node @param {number} [limit] @returns {Relative[]} */
  descendants(node, limit = Infinity) { return this.relatives(node, limit, this.down, this.graph.from); }

  /** @param {number} node @param {number} limit @param {Map<number, number[]>} rows @param {Int32Array} far @returns {Relative[]} */
  relatives(node, limit, rows, far) {
    const depths = this.depths(node, limit, rows, far);
    /** @type {Map<number, number[]>} */
    const links = new Map();
    for (const [from, depth] of depths) {
      if (depth >= limit) continue;
      for (const e of rows.get(from) ?? []) if (far[e] !== node && far[e] !== from) push(links, far[e], e);
    }
    depths.delete(node);
    return [...depths].map(([n, depth]) => ({ node: n, depth, links: links.get(n) ?? [] }))
      .sort((a, b) => a.depth - b.depth || this.byName(a.node, b.node));
  }

  /** @param {number} a @param {number} b */
  byName(a, b) { return ordinal(this.graph.names[a], this.graph.names[b]) || a - b; }

  /** @param {number} node @param {number} limit @param {Map<number, number[]>} rows @param {Int32Array} far @returns {Map<number, number>} */
  depths(node, limit, rows, far) {
    const depths = new Map([[node, 0]]);
    for (const at of depths.keys()) {
      const depth = /** @type {number} */ (depths.get(at));
      if (depth >= limit) continue;
      for (const e of rows.get(at) ?? []) if (!depths.has(far[e])) depths.set(far[e], depth + 1);
    }
    return depths;
  }

  /** All relationships on any way from a descendant up to an ancestor. @param {number} descendant @param {number} ancestor @returns {number[]} */
  between(descendant, ancestor) {
    const { from, to } = this.graph;
    const above = this.depths(descendant, Infinity, this.up, to);
    if (!above.has(ancestor)) return [];
    const below = this.depths(ancestor, Infinity, this.down, from);
    const result = [];
    for (const node of above.keys()) {
      if (!below.has(node) || (node === ancestor && descendant !== ancestor)) continue;
      for (const e of this.parents(node)) if (above.has(to[e]) && below.has(to[e])) result.push(e);
    }
    return result.sort((a, b) => a - b);
  }

  /** The ways from a descendant up to an ancestor, shortest first; none meets a model twice. @param {number} descendant @param {number} ancestor @param {number} limit @returns {number[][]} */
  paths(descendant, ancestor, limit) {
    const { from, to } = this.graph;
    /** @type {Map<number, number[]>} */
    const rows = new Map();
    for (const e of this.between(descendant, ancestor)) push(rows, from[e], e);
    const found = /** @type {number[][]} */ ([]), open = /** @type {number[][]} */ ([[]]);
    for (let next = 0; next < open.length && found.length < limit; next++) {
      const way = open[next];
      const at = way.length === 0 ? descendant : to[way[way.length - 1]];
      if (at === ancestor && way.length > 0) {
        found.push(way);
        continue;
      }
      for (const e of rows.get(at) ?? []) {
        if (to[e] !== descendant && !way.some(w => to[w] === to[e]) && open.length - next <= limit * 64) open.push([...way, e]);
      }
    }
    return found;
  }

  /** The common ancestors that no other common ancestor descends from, nearest first; each counts as its own. @param {number} first @param {number} second @returns {{node: number, fromFirst: number, fromSecond: number}[]} */
  nearestCommonAncestors(first, second) {
    const { to } = this.graph;
    const ofFirst = this.depths(first, Infinity, this.up, to), ofSecond = this.depths(second, Infinity, this.up, to);
    const common = new Set([...ofFirst.keys()].filter(n => ofSecond.has(n)));
    const outdone = new Set();
    for (const node of common) {
      for (const e of this.parents(node)) {
        if (common.has(to[e]) && this.componentOf(node) !== this.componentOf(to[e])) outdone.add(this.componentOf(to[e]));
      }
    }
    return [...common].filter(n => !outdone.has(this.componentOf(n)))
      .map(node => ({ node, fromFirst: /** @type {number} */ (ofFirst.get(node)), fromSecond: /** @type {number} */ (ofSecond.get(node)) }))
      .sort((a, b) => a.fromFirst + a.fromSecond - b.fromFirst - b.fromSecond || this.byName(a.node, b.node));
  }

  /** Models of one circle share a component (Tarjan 1972, doi:10.1137/0201010; without recursion). @param {number} node */
  componentOf(node) {
    this.components ??= this.findComponents();
    return this.components.get(node) ?? -1 - node;
  }

  findComponents() {
    const { to } = this.graph;
    const component = new Map(), index = new Map(), low = new Map(), stack = /** @type {number[]} */ ([]), onStack = new Set();
    for (const root of this.up.keys()) {
      if (index.has(root)) continue;
      const work = [{ node: root, next: 0 }];
      while (work.length > 0) {
        const frame = work[work.length - 1], { node } = frame;
        if (frame.next === 0) {
          index.set(node, index.size);
          low.set(node, index.get(node));
          stack.push(node);
          onStack.add(node);
        }
        const edges = this.parents(node);
        if (frame.next < edges.length) {
          const parent = to[edges[frame.next++]];
          if (!index.has(parent)) work.push({ node: parent, next: 0 });
          else if (onStack.has(parent)) low.set(node, Math.min(low.get(node), index.get(parent)));
          continue;
        }
        if (edges.length === 0) frame.next = 1;
        work.pop();
        if (work.length > 0) {
          const below = work[work.length - 1].node;
          low.set(below, Math.min(low.get(below), low.get(node)));
        }
        if (low.get(node) === index.get(node)) {
          let member;
          do {
            member = /** @type {number} */ (stack.pop());
            onStack.delete(member);
            component.set(member, node);
          } while (member !== node);
        }
      }
    }
    return component;
  }
}

/** @template K @param {Map<K, number[]>} map @param {K} key @param {number} item */
export function push(map, key, item) {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
