// @ts-check
// What the canvas draws: places of nodes and the relationships among them. Map and time were laid out beforehand; a lineage is laid out here.
import { differences, numbers, signed } from './data.js';

/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {import('./lineage.js').Lineage} Lineage */
/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {Int32Array} nodes by place in the scene
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {Float32Array} size radius of the marks
 * @property {Int32Array} placeOf by node; -1 where it is not in the scene
 * @property {Int32Array} order places, what is to be named first
 * @property {Int32Array} edges
 * @property {Uint8Array} far by edge of the scene: whether it leaves its island
 * @property {boolean} curved
 * @property {boolean} filtered whether the legend's filters count
 * @property {{name: string, x: number, y: number, radius: number}[]} islands
 * @property {{text: string, from: number, to: number}[]} axis
 * @property {Set<number>} focus nodes that the scene is about
 * @property {Set<number>} hollow nodes whose place on the axis says nothing
 */

/** @param {Graph} graph @param {Partial<Scene> & Pick<Scene, 'name' | 'nodes' | 'x' | 'y' | 'size' | 'edges'>} parts @returns {Scene} */
function scene(graph, parts) {
  const placeOf = new Int32Array(graph.count).fill(-1);
  parts.nodes.forEach((node, place) => { placeOf[node] = place; });
  const paper = graph.labels.indexOf('Paper');
  const rank = Float32Array.from(parts.nodes, (node, place) => parts.size[place] - (graph.label[node] === paper ? 30 : 0));
  const order = Int32Array.from(parts.nodes.keys()).sort((a, b) => rank[b] - rank[a] || a - b);
  return {
    placeOf, order, far: new Uint8Array(parts.edges.length), curved: true, filtered: true, islands: [], axis: [], focus: new Set(), hollow: new Set(), ...parts,
  };
}

/** The map by clusters. @param {Graph} graph @returns {Scene} */
export function mapScene(graph) {
  const map = graph.map, cluster = numbers(map.cluster);
  const clusterOf = new Int32Array(graph.count);
  graph.drawn.forEach((node, i) => { clusterOf[node] = cluster[i]; });
  const edges = [];
  for (let e = 0; e < graph.edgeCount; e++) if (graph.isDrawn[graph.from[e]] && graph.isDrawn[graph.to[e]] && graph.from[e] !== graph.to[e]) edges.push(e);
  // The near ones first: where there are too many to draw, the long ones are left out.
  const isFar = (/** @type {number} */ e) => clusterOf[graph.from[e]] !== clusterOf[graph.to[e]] ? 1 : 0;
  edges.sort((a, b) => isFar(a) - isFar(b) || a - b);
  const places = signed(map.islandPlaces);
  return scene(graph, {
    name: 'map', nodes: graph.drawn, x: Float32Array.from(signed(map.x)), y: Float32Array.from(signed(map.y)), size: Float32Array.from(numbers(map.size)),
    edges: Int32Array.from(edges), far: Uint8Array.from(edges, isFar), curved: false,
    islands: map.islands.map((/** @type {string} */ name, /** @type {number} */ i) => ({ name, x: places[3 * i], y: places[3 * i + 1], radius: places[3 * i + 2] })),
  });
}

/** The models on the years. @param {Graph} graph @returns {Scene} */
export function timeScene(graph) {
  const time = graph.time, nodes = differences(time.nodes), axis = signed(time.axis);
  const inside = new Uint8Array(graph.count);
  for (const node of nodes) inside[node] = 1;
  const edges = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    if (graph.relations[graph.type[e]].lineage && inside[graph.from[e]] && inside[graph.to[e]] && graph.from[e] !== graph.to[e]) edges.push(e);
  }
  const spans = [];
  for (let i = 0; i < axis.length; i += 3) spans.push({ text: axis[i] > 0 ? String(axis[i]) : 'no year', from: axis[i + 1], to: axis[i + 2] });
  return scene(graph, {
    name: 'time', nodes, x: Float32Array.from(signed(time.x)), y: Float32Array.from(signed(time.y)), edges: Int32Array.from(edges), axis: spans,
    size: Float32Array.from(nodes, n => Math.min(4.5 + 1.1 * Math.sqrt(graph.descendants.get(n) ?? 0), 16)),
  });
}

const LAYER = 250, SUBCOLUMN = 190, ROW = 34, TALLEST = 34, ASPECT = 1.3, MOST_STRETCH = 2.4;

/**
 * Some models in layers, from what all stand on to what stands on all.
 * @param {Graph} graph @param {string} name @param {Map<number, number>} layers by node @param {number[]} edges @param {number[]} focus
 * @returns {Scene}
 */
export function layeredScene(graph, name, layers, edges, focus) {
  /** @type {Map<number, number[]>} */
  const columns = new Map(), near = new Map();
  for (const [node, layer] of layers) {
    if (!columns.has(layer)) columns.set(layer, []);
    /** @type {number[]} */ (columns.get(layer)).push(node);
    near.set(node, []);
  }
  for (const e of edges) {
    near.get(graph.from[e])?.push(graph.to[e]);
    near.get(graph.to[e])?.push(graph.from[e]);
  }
  const sorted = [...columns.keys()].sort((a, b) => a - b);
  /** @type {Map<number, number>} */
  const y = new Map();
  for (const layer of sorted) /** @type {number[]} */ (columns.get(layer)).sort((a, b) => graph.names[a] < graph.names[b] ? -1 : 1).forEach((n, i, all) => y.set(n, (i - (all.length - 1) / 2) * ROW));
  for (let sweep = 0; sweep < 8; sweep++) {
    for (const layer of sweep % 2 ? [...sorted].reverse() : sorted) {
      const column = /** @type {number[]} */ (columns.get(layer));
      const wish = new Map(column.map(n => {
        const others = /** @type {number[]} */ (near.get(n)).filter(o => layers.get(o) !== layer);
        return [n, others.length > 0 ? others.reduce((sum, o) => sum + /** @type {number} */ (y.get(o)), 0) / others.length : /** @type {number} */ (y.get(n))];
      }));
      column.sort((a, b) => /** @type {number} */ (wish.get(a)) - /** @type {number} */ (wish.get(b)) || a - b);
      column.forEach((n, i) => y.set(n, (i - (column.length - 1) / 2) * ROW));
    }
  }
  const nodes = Int32Array.from([...layers.keys()].sort((a, b) => a - b));
  const x = new Map();
  let left = 0;
  for (const layer of sorted) {
    const column = /** @type {number[]} */ (columns.get(layer)), across = Math.ceil(column.length / TALLEST), rows = Math.ceil(column.length / across);
    column.forEach((n, i) => {
      const row = across === 1 ? i : Math.floor(i / across);
      x.set(n, left + (across === 1 ? 0 : (i % across) * SUBCOLUMN));
      y.set(n, (row - (rows - 1) / 2) * ROW + (across === 1 ? 0 : (i % across) % 2 * ROW / 2));
    });
    left += LAYER + (across - 1) * SUBCOLUMN;
  }
  // A long and low drawing would leave a screen half empty.
  const tallest = Math.max(...y.values()) - Math.min(...y.values()), stretch = Math.min(MOST_STRETCH, Math.max(1, left / ASPECT / Math.max(tallest, ROW)));
  const shown = new Set(focus);
  return scene(graph, {
    name, nodes, x: Float32Array.from(nodes, n => x.get(n)), y: Float32Array.from(nodes, n => /** @type {number} */ (y.get(n)) * stretch),
    size: Float32Array.from(nodes, n => shown.has(n) ? 13 : 7), edges: Int32Array.from(edges), filtered: false, focus: shown,
  });
}

/** Layers for ways that meet in common ancestors: each model one beyond the last of its parents. @param {Graph} graph @param {number[]} edges @param {number[]} focus @returns {Map<number, number>} */
export function longestLayers(graph, edges, focus) {
  /** @type {Map<number, number>} */
  const layers = new Map(focus.map(n => [n, 0]));
  for (const e of edges) {
    layers.set(graph.from[e], 0);
    layers.set(graph.to[e], 0);
  }
  // Circles would push each other on for ever; no way is longer than the number of models.
  for (let round = 0, moved = true; moved && round < layers.size; round++) {
    moved = false;
    for (const e of edges) {
      const wanted = /** @type {number} */ (layers.get(graph.to[e])) + 1;
      if (/** @type {number} */ (layers.get(graph.from[e])) < wanted && wanted < layers.size) {
        layers.set(graph.from[e], wanted);
        moved = true;
      }
    }
  }
  return layers;
}
