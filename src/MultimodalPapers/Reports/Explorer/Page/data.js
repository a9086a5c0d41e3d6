// @ts-check
// The graph as the page holds it. Nodes and relationships go by number; texts and evidence are read when somebody asks for them.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Uint8Array(128);
for (let i = 0; i < 64; i++) VALUES[DIGITS.charCodeAt(i)] = i;

/** Whole numbers written with five bits a character. @param {string} text @returns {Int32Array} */
export function numbers(text) {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (VALUES[text.charCodeAt(i)] < 32) count++;
  const result = new Int32Array(count);
  let number = 0, shift = 0, at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)];
    number |= (value & 31) << shift;
    shift += 5;
    if (value < 32) {
      result[at++] = number;
      number = shift = 0;
    }
  }
  return result;
}

/** Numbers of either sign. @param {string} text */
export function signed(text) {
  const result = numbers(text);
  for (let i = 0; i < result.length; i++) result[i] = (result[i] >>> 1) ^ -(result[i] & 1);
  return result;
}

/** Numbers written as differences. @param {string} text */
export function differences(text) {
  const result = signed(text);
  for (let i = 1; i < result.length; i++) result[i] += result[i - 1];
  return result;
}

/** @param {string[]} coded @returns {string[]} */
function frontDecoded(coded) {
  let last = '';
  return coded.map(text => {
    let length = 0, shift = 0, i = 0;
    for (;; i++) {
      const value = VALUES[text.charCodeAt(i)];
      length |= (value & 31) << shift;
      shift += 5;
      if (value < 32) break;
    }
    return last = last.slice(0, length) + text.slice(i + 1);
  });
}

/** Rows of relationships by an end. @param {Int32Array} ends @param {number} count */
function rows(ends, count) {
  const start = new Int32Array(count + 1);
  for (const end of ends) start[end + 1]++;
  for (let i = 0; i < count; i++) start[i + 1] += start[i];
  const items = new Int32Array(ends.length), next = start.slice();
  for (let i = 0; i < ends.length; i++) items[next[ends[i]]++] = i;
  return { start, items };
}

/** One piece of evidence. @typedef {{source: number, line: number, quote: string, rule: string}} Evidence */

export class Graph {
  /** @param {any} map what the map needs @param {() => any} details reads the rest */
  constructor(map, details) {
    this.title = /** @type {string} */ (map.title);
    this.listBase = /** @type {string | undefined} */ (map.listBase);
    this.count = /** @type {number} */ (map.nodeCount);
    this.ids = frontDecoded(map.ids);
    this.names = /** @type {string[]} */ (map.names);
    this.kinds = /** @type {string[][]} */ (map.kinds);
    this.kind = numbers(map.kind);
    /** Every main label, the schema's first. */
    this.labels = /** @type {string[]} */ ([...new Set([...map.labels, ...this.kinds.map(k => k[0])])]);
    const labelOf = this.kinds.map(k => this.labels.indexOf(k[0]));
    this.label = Uint8Array.from(this.kind, k => labelOf[k]);
    this.year = numbers(map.year);
    this.documented = numbers(map.documented);
    this.relations = /** @type {{name: string, meaning: string, lineage: boolean}[]} */ (map.relations);

    this.edgeCount = /** @type {number} */ (map.relationshipCount);
    this.from = new Int32Array(this.edgeCount);
    const degrees = numbers(map.degrees);
    for (let node = 0, edge = 0; node < this.count; node++) for (let i = 0; i < degrees[node]; i++) this.from[edge++] = node;
    this.to = differences(map.to);
    this.type = numbers(map.type);
    this.bases = /** @type {string[]} */ (map.bases);
    this.basis = numbers(map.basis);
    const confidence = numbers(map.confidence);
    this.confidence = Float32Array.from(confidence, c => map.confidences[c]);
    this.sourceNames = /** @type {string[]} */ (map.sourceNames);
    this.sourceIsList = numbers(map.sourceIsList);
    this.sourceNodes = numbers(map.sourceNodes).map(n => n - 1);
    this.sourceSets = /** @type {string[]} */ (map.sourceSets).map(numbers);
    this.sources = numbers(map.sources);
    this.outRows = rows(this.from, this.count);
    this.inRows = rows(this.to, this.count);

    this.drawn = differences(map.map.nodes);
    this.isDrawn = new Uint8Array(this.count);
    for (const node of this.drawn) this.isDrawn[node] = 1;
    this.map = map.map;
    this.time = map.time;
    this.lineageNodes = differences(map.time.nodes);
    /** Of models: exact, counted beforehand. @type {Map<number, number>} */
    this.descendants = new Map();
    numbers(map.time.descendants).forEach((count, i) => this.descendants.set(this.lineageNodes[i], count));
    // A model's year may be that of the paper that introduces it.
    signed(map.time.years).forEach((year, i) => { if (year > 0) this.year[this.lineageNodes[i]] = year; });
    this.readDetails = details;
    this.byId = /** @type {Map<string, number> | null} */ (null);
    this.cache = /** @type {ReturnType<Graph['decodeDetails']> | null} */ (null);
  }

  /** @param {string} id @returns {number} -1 where there is none */
  indexOf(id) {
    this.byId ??= new Map(this.ids.map((id, i) => [id, i]));
    return this.byId.get(id) ?? -1;
  }

  /** The relationships that start at a node, by type and end. @param {number} node */
  outgoing(node) { return this.outRows.items.subarray(this.outRows.start[node], this.outRows.start[node + 1]); }

  /** The relationships that end at a node. @param {number} node */
  incoming(node) { return this.inRows.items.subarray(this.inRows.start[node], this.inRows.start[node + 1]); }

  /** @param {number} node */
  labelName(node) { return this.labels[this.label[node]]; }

  /** @param {string} name */
  relation(name) { return this.relations.findIndex(r => r.name === name); }

  /** The other ends of a node's relationships of a type. @param {number} node @param {string} type @param {boolean} [incoming] @returns {number[]} */
  others(node, type, incoming = false) {
    const wanted = this.relation(type);
    const edges = incoming ? this.incoming(node) : this.outgoing(node);
    return Array.from(edges).filter(e => this.type[e] === wanted).map(e => incoming ? this.from[e] : this.to[e]);
  }

  get details() { return this.cache ??= this.decodeDetails(this.readDetails()); }

  /** @param {any} details */
  decodeDetails(details) {
    const evidence = details.evidence;
    const counts = numbers(evidence.count), start = new Int32Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) start[i + 1] = start[i] + counts[i];
    const source = numbers(evidence.source), line = signed(evidence.line);
    const last = new Map();
    for (let i = 0; i < line.length; i++) last.set(source[i], line[i] += last.get(source[i]) ?? 0);
    /** @param {{name: string, of: string, values: any[]}[]} columns @returns {Map<string, Map<number, any>>} */
    const table = columns => new Map(columns.map(c => [c.name, new Map(Array.from(differences(c.of), (owner, i) => [owner, c.values[i]]))]));
    return {
      start, source, line, quote: numbers(evidence.quote), rule: numbers(evidence.rule),
      quotes: /** @type {string[]} */ (evidence.quotes), rules: /** @type {string[]} */ (evidence.rules),
      ofNodes: table(details.nodeProperties), ofEdges: table(details.relationshipProperties),
    };
  }

  /** What says a relationship, strongest first. @param {number} edge @returns {Evidence[]} */
  evidence(edge) {
    const d = this.details, result = [];
    for (let i = d.start[edge]; i < d.start[edge + 1]; i++) {
      const quote = d.quote[i];
      result.push({
        source: d.source[i], line: d.line[i], rule: d.rules[d.rule[i]],
        quote: quote === 0 ? '' : quote === 1 ? this.names[this.from[edge]] : quote === 2 ? this.names[this.to[edge]] : d.quotes[quote - 3],
      });
    }
    return result;
  }

  /** @param {number} node @param {string} name @returns {any} undefined where there is none */
  property(node, name) {
    const value = this.details.ofNodes.get(name)?.get(node);
    if (value === undefined && name === 'url') {
      const arxiv = this.property(node, 'arxiv');
      return arxiv === undefined ? undefined : 'https://arxiv.org/abs/' + arxiv;
    }
    return value;
  }

  /** @param {number} edge @param {string} name @returns {any} */
  edgeProperty(edge, name) { return this.details.ofEdges.get(name)?.get(edge); }
}

/** @param {string} element id of the script element that holds the data */
export function readData(element) {
  return JSON.parse(/** @type {HTMLElement} */ (document.getElementById(element)).textContent ?? '');
}
