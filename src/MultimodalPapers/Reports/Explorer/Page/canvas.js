// @ts-check
// Draws a scene on a canvas: zoom, pan, names where there is room, the nearest thing under the pointer or in the direction of an arrow key.

/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {import('./scenes.js').Scene} Scene */
/** @typedef {import('./filters.js').Filters} Filters */

const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
// While something moves, this many relationships are drawn; at rest, many more.
const EDGES_MOVING = 2500, EDGES_AT_REST = 12000;
const LONGEST_NAME = 34;

/** Colour of a mark by label, told apart by shape as well. @type {Record<string, {shape: string, color: string}>} */
export const MARKS = {
  Model: { shape: 'circle', color: '--model' },
  Paper: { shape: 'page', color: '--paper' },
  Technique: { shape: 'triangle', color: '--technique' },
  Organization: { shape: 'hexagon', color: '--organization' },
  Dataset: { shape: 'diamond', color: '--dataset' },
};

/** Colour and dashes of a lineage relation. @type {Record<string, {color: string, dash: number[]}>} */
export const LINES = {
  USES_BACKBONE: { color: '--backbone', dash: [] },
  USES_ENCODER: { color: '--encoder', dash: [6, 4] },
  USES_GENERATOR: { color: '--generator', dash: [2, 3] },
  DERIVED_FROM: { color: '--derived', dash: [12, 3] },
};

/** @param {CanvasPath} path @param {string} shape @param {number} x @param {number} y @param {number} r */
export function mark(path, shape, x, y, r) {
  switch (shape) {
    case 'page':
      path.rect(x - r * 0.75, y - r * 0.9, r * 1.5, r * 1.8);
      break;
    case 'triangle':
      polygon(path, x, y + r * 0.15, [[0, -1.2 * r], [1.1 * r, 0.75 * r], [-1.1 * r, 0.75 * r]]);
      break;
    case 'diamond':
      polygon(path, x, y, [[0, -1.2 * r], [1.2 * r, 0], [0, 1.2 * r], [-1.2 * r, 0]]);
      break;
    case 'hexagon':
      polygon(path, x, y, [[r * 1.05, 0], [r * 0.52, r * 0.91], [-r * 0.52, r * 0.91], [-r * 1.05, 0], [-r * 0.52, -r * 0.91], [r * 0.52, -r * 0.91]]);
      break;
    default:
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
  }
}

/** @param {CanvasPath} path @param {number} x @param {number} y @param {number[][]} corners */
function polygon(path, x, y, corners) {
  corners.forEach(([dx, dy], i) => i === 0 ? path.moveTo(x + dx, y + dy) : path.lineTo(x + dx, y + dy));
  path.closePath();
}

export class MapCanvas {
  /**
   * @param {HTMLCanvasElement} canvas @param {Graph} graph @param {Filters} filters
   * @param {{open: (node: number) => void, announce: (text: string) => void, describe: (node: number) => string, hint: (node: number, x: number, y: number) => void, note: (text: string) => void}} on
   */
  constructor(canvas, graph, filters, on) {
    this.canvas = canvas;
    this.graph = graph;
    this.filters = filters;
    this.on = on;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
    this.scene = /** @type {Scene} */ (/** @type {unknown} */ (null));
    /** World to screen: screen = world * k + offset. */
    this.view = { k: 1, x: 0, y: 0 };
    this.width = this.height = 0;
    /** How much of the canvas lies under the page of a thing, where there is no room for both. */
    this.covered = 0;
    this.selected = -1;
    this.hovered = -1;
    this.cursor = -1;
    this.moving = false;
    this.pending = 0;
    this.ratio = 0;
    this.rest = 0;
    this.animation = 0;
    this.widths = new Map();
    this.grid = /** @type {Map<number, number[]> | null} */ (null);
    this.views = new Map();
    /** How long the last drawing took, in milliseconds. */
    this.lastDrawing = 0;
    this.labelled = /** @type {{node: number, left: number, top: number, right: number, bottom: number}[]} */ ([]);
    this.color = this.colors();
    this.listen();
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.resize();
  }

  /** Takes the colours of the theme anew. */
  readColors() {
    this.color = this.colors();
    this.draw();
  }

  colors() {
    const style = getComputedStyle(document.documentElement);
    const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    return {
      ground: color('--ground'), ink: color('--ink'), soft: color('--soft'), island: color('--island'), band: color('--band'), edge: color('--edge'), accent: color('--accent'),
      rim: color('--rim'), marks: this.graph.labels.map(l => color(MARKS[l]?.color ?? '--soft')), lines: this.graph.relations.map(r => LINES[r.name] ? color(LINES[r.name].color) : color('--edge')),
    };
  }

  resize() {
    const { clientWidth, clientHeight } = this.canvas, ratio = Math.min(devicePixelRatio || 1, 2);
    if (clientWidth === 0 || clientHeight === 0 || (clientWidth === this.width && clientHeight === this.height && ratio === this.ratio)) return;
    const first = this.width === 0;
    if (!first) {
      this.view.x += (clientWidth - this.width) / 2;
      this.view.y += (clientHeight - this.height) / 2;
    }
    this.width = clientWidth;
    this.height = clientHeight;
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
    this.ratio = ratio;
    if (first && this.scene) this.fit();
    this.paint();
  }

  /** @param {Scene} scene */
  show(scene) {
    this.resize();
    if (this.scene === scene) return this.draw();
    if (this.scene) this.views.set(this.scene, { ...this.view });
    this.scene = scene;
    this.grid = null;
    this.hovered = this.cursor = -1;
    const earlier = this.views.get(scene);
    if (earlier) this.view = { ...earlier };
    else this.fit();
    this.draw();
  }

  /** Whether a place of the scene is shown. @param {number} place */
  isOn(place) { return !this.scene.filtered || this.filters.nodes[this.scene.nodes[place]] === 1; }

  /** Shows the whole scene. @param {boolean} [smooth] */
  fit(smooth = false) {
    const { scene } = this;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (let p = 0; p < scene.nodes.length; p++) {
      if (!this.isOn(p)) continue;
      left = Math.min(left, scene.x[p]);
      right = Math.max(right, scene.x[p]);
      top = Math.min(top, scene.y[p]);
      bottom = Math.max(bottom, scene.y[p]);
    }
    if (left > right || this.width === 0) return;
    const height = this.height - this.covered;
    // Names stand to the right of their marks; where there is no axis to fill, they get the room.
    const [before, after] = scene.filtered ? (scene.curved ? [60, 90] : [36, 36]) : [50, Math.min(190, this.width / 4)], above = scene.axis.length > 0 ? 54 : 36;
    const k = Math.min(Math.max(this.width - before - after, 50) / Math.max(right - left, 1), Math.max(height - above - 36, 50) / Math.max(bottom - top, 1), scene.filtered ? 1.4 : 1.2);
    const target = { k, x: (before + this.width - after) / 2 - k * (left + right) / 2, y: (above - 36) / 2 + height / 2 - k * (top + bottom) / 2 };
    if (smooth) this.glide(target);
    else this.view = target;
    this.draw();
  }

  /** Brings a node into sight, near enough to read its name. @param {number} node */
  reveal(node) {
    const place = this.scene.placeOf[node];
    if (place < 0) return;
    const k = this.scene.filtered ? Math.max(this.view.k, Math.min(0.9, this.view.k * 4)) : this.view.k;
    const x = this.scene.x[place] * this.view.k + this.view.x, y = this.scene.y[place] * this.view.k + this.view.y;
    const height = this.height - this.covered;
    const inSight = x > 60 && x < this.width - 60 && y > 50 && y < height - 50;
    if (inSight && k <= this.view.k * 1.01) return this.draw();
    this.glide({ k, x: this.width / 2 - k * this.scene.x[place], y: height / 2 - k * this.scene.y[place] });
  }

  /** @param {{k: number, x: number, y: number}} target */
  glide(target) {
    cancelAnimationFrame(this.animation);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.view = target;
      return this.draw();
    }
    const from = { ...this.view }, start = performance.now();
    const step = (/** @type {number} */ now) => {
      const t = Math.min(1, Math.max(0, (now - start) / 320)), ease = t * (2 - t);
      // Zooming goes by ratio, so that the middle of the screen moves evenly.
      const k = from.k * Math.pow(target.k / from.k, ease);
      const cx = middle(from, this.width, 'x') * (1 - ease) + middle(target, this.width, 'x') * ease;
      const cy = middle(from, this.height, 'y') * (1 - ease) + middle(target, this.height, 'y') * ease;
      this.view = t === 1 ? { ...target } : { k, x: this.width / 2 - k * cx, y: this.height / 2 - k * cy };
      this.moved();
      if (t < 1) this.animation = requestAnimationFrame(step);
    };
    this.animation = requestAnimationFrame(step);
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] of the point that stays */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const k = Math.min(8, Math.max(0.01, this.view.k * factor)), ratio = k / this.view.k;
    this.view = { k, x: x - (x - this.view.x) * ratio, y: y - (y - this.view.y) * ratio };
    this.moved();
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.moved();
  }

  /** Draws roughly now, and well when it has come to rest. */
  moved() {
    this.moving = true;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => { this.moving = false; this.draw(); }, 140);
    this.draw();
  }

  draw() {
    this.pending ||= requestAnimationFrame(() => { this.pending = 0; this.paint(); });
  }

  paint() {
    if (!this.scene || this.width === 0) return;
    const began = performance.now(), c = this.context;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.globalAlpha = 1;
    c.fillStyle = this.color.ground;
    c.fillRect(0, 0, this.width, this.height);
    const lit = this.litNodes();
    if (this.scene.axis.length > 0) this.paintBands();
    this.paintIslands();
    this.paintEdges(lit);
    this.paintNodes(lit);
    if (this.scene.axis.length > 0) this.paintYears();
    this.paintNames(lit);
    this.lastDrawing = performance.now() - began;
  }

  /** The node in question with its neighbours, or nothing. @returns {Map<number, number> | null} node to 2 for itself, 1 for a neighbour */
  litNodes() {
    const center = this.hovered >= 0 ? this.hovered : this.selected;
    if (center < 0 || this.scene.placeOf[center] < 0) return null;
    const lit = new Map([[center, 2]]);
    for (const e of this.scene.edges) {
      if (this.scene.filtered && !this.filters.edges[e]) continue;
      if (this.graph.from[e] === center && !lit.has(this.graph.to[e])) lit.set(this.graph.to[e], 1);
      else if (this.graph.to[e] === center && !lit.has(this.graph.from[e])) lit.set(this.graph.from[e], 1);
    }
    return lit;
  }

  paintBands() {
    const c = this.context;
    this.scene.axis.forEach((span, i) => {
      if (i % 2) return;
      c.fillStyle = this.color.band;
      c.fillRect(span.from * this.view.k + this.view.x, 0, (span.to - span.from) * this.view.k, this.height);
    });
  }

  paintYears() {
    const c = this.context;
    c.fillStyle = this.color.ground;
    c.globalAlpha = 0.88;
    c.fillRect(0, 0, this.width, 26);
    c.globalAlpha = 1;
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.font = `600 13px ${FONT}`;
    c.fillStyle = this.color.soft;
    let end = -Infinity;
    for (const span of this.scene.axis) {
      const left = Math.max(0, span.from * this.view.k + this.view.x), right = Math.min(this.width, span.to * this.view.k + this.view.x);
      const middle = (left + right) / 2, half = c.measureText(span.text).width / 2;
      if (right < 0 || left > this.width || right - left < 4 || middle - half < end + 8) continue;
      c.fillText(span.text, middle, 13);
      end = middle + half;
    }
  }

  paintIslands() {
    const c = this.context, { k, x, y } = this.view;
    c.fillStyle = this.color.island;
    for (const island of this.scene.islands) {
      const radius = (island.radius + 14) * k, cx = island.x * k + x, cy = island.y * k + y;
      if (cx + radius < 0 || cx - radius > this.width || cy + radius < 0 || cy - radius > this.height || radius < 2) continue;
      c.beginPath();
      c.arc(cx, cy, radius, 0, 2 * Math.PI);
      c.fill();
    }
  }

  /** @param {Map<number, number> | null} lit */
  paintEdges(lit) {
    const { scene, graph, view } = this, c = this.context;
    const center = this.hovered >= 0 ? this.hovered : this.selected;
    const budget = this.moving ? EDGES_MOVING : EDGES_AT_REST;
    const strong = !scene.filtered || scene.curved;
    /** Relationships by how they are drawn. @type {Map<number, number[]>} */
    const groups = new Map();
    /** @type {number[]} */
    const special = [];
    let drawn = 0, left = 0;
    for (let i = 0; i < scene.edges.length; i++) {
      const e = scene.edges[i];
      if (scene.filtered && !this.filters.edges[e]) continue;
      const a = scene.placeOf[graph.from[e]], b = scene.placeOf[graph.to[e]];
      const ax = scene.x[a] * view.k + view.x, ay = scene.y[a] * view.k + view.y, bx = scene.x[b] * view.k + view.x, by = scene.y[b] * view.k + view.y;
      // On the map a line that only passes through says nothing.
      if (!scene.curved && !this.inSight(ax, ay) && !this.inSight(bx, by)) continue;
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > this.width && bx > this.width) || (ay > this.height && by > this.height)) continue;
      if (lit && (graph.from[e] === center || graph.to[e] === center)) {
        special.push(e);
        continue;
      }
      if (drawn >= budget) {
        left++;
        continue;
      }
      drawn++;
      const key = (LINES[graph.relations[graph.type[e]].name] ? graph.type[e] + 1 : 0) * 2 + scene.far[i];
      const group = groups.get(key);
      if (group) group.push(e);
      else groups.set(key, [e]);
    }
    const dense = Math.min(1, 1500 / Math.max(drawn, 1));
    const dim = lit ? 0.35 : 1;
    c.lineWidth = 1;
    for (const [key, edges] of groups) {
      const far = key % 2 === 1, type = (key >> 1) - 1;
      c.strokeStyle = type >= 0 ? this.color.lines[type] : this.color.edge;
      c.globalAlpha = dim * (strong ? 0.05 + 0.6 * Math.min(1, 500 / Math.max(drawn, 1)) : far ? 0.06 + 0.16 * dense : 0.22 + 0.3 * dense);
      c.setLineDash(type >= 0 && strong && drawn < 3000 ? LINES[graph.relations[type].name].dash : []);
      this.stroke(edges);
    }
    c.globalAlpha = 0.95;
    c.lineWidth = 1.8;
    for (const e of special) {
      const line = LINES[graph.relations[graph.type[e]].name];
      c.strokeStyle = line ? this.color.lines[graph.type[e]] : this.color.accent;
      c.setLineDash(line?.dash ?? []);
      this.stroke([e]);
    }
    c.setLineDash([]);
    c.globalAlpha = 1;
    this.on.note(left > 0 && !this.moving ? `${drawn.toLocaleString('en')} of ${(drawn + left).toLocaleString('en')} relationships drawn; zoom in for the others` : '');
  }

  /** @param {number} x @param {number} y */
  inSight(x, y) { return x > 0 && y > 0 && x < this.width && y < this.height; }

  /** @param {number[]} edges */
  stroke(edges) {
    const { scene, graph, view } = this, c = this.context;
    // One path with thousands of lines takes longer than many short ones.
    for (let start = 0; start < edges.length; start += 120) {
      c.beginPath();
      for (let i = start; i < Math.min(start + 120, edges.length); i++) {
        const a = scene.placeOf[graph.from[edges[i]]], b = scene.placeOf[graph.to[edges[i]]];
        const ax = scene.x[a] * view.k + view.x, ay = scene.y[a] * view.k + view.y, bx = scene.x[b] * view.k + view.x, by = scene.y[b] * view.k + view.y;
        c.moveTo(ax, ay);
        if (!scene.curved) c.lineTo(bx, by);
        else if (Math.abs(ax - bx) < 40 * view.k) c.quadraticCurveTo((ax + bx) / 2 + 50 * view.k, (ay + by) / 2, bx, by);
        else c.bezierCurveTo((ax + bx) / 2, ay, (ax + bx) / 2, by, bx, by);
      }
      c.stroke();
    }
  }

  /** @param {Map<number, number> | null} lit */
  paintNodes(lit) {
    const { scene, graph, view } = this, c = this.context;
    const scale = this.markScale();
    const groups = /** @type {number[][]} */ (graph.labels.map(() => []));
    for (let p = 0; p < scene.nodes.length; p++) {
      const x = scene.x[p] * view.k + view.x, y = scene.y[p] * view.k + view.y;
      if (x > -30 && x < this.width + 30 && y > -30 && y < this.height + 30 && this.isOn(p)) groups[graph.label[scene.nodes[p]]].push(p);
    }
    groups.forEach((places, label) => {
      c.fillStyle = this.color.marks[label];
      c.globalAlpha = lit ? 0.4 : 1;
      this.fillMarks(places, MARKS[graph.labels[label]]?.shape ?? 'circle', scale);
    });
    c.globalAlpha = 1;
    if (lit) {
      for (const node of lit.keys()) {
        const p = scene.placeOf[node];
        if (p < 0 || !this.isOn(p)) continue;
        c.fillStyle = this.color.marks[graph.label[node]];
        this.fillMarks([p], MARKS[graph.labels[graph.label[node]]]?.shape ?? 'circle', scale);
      }
    }
    for (const [node, width] of /** @type {[number, number][]} */ ([...[...scene.focus].map(n => [n, 2]), [this.selected, 2.5], [this.cursor, 2.5]])) {
      const p = node >= 0 ? scene.placeOf[node] : -1;
      if (p < 0) continue;
      c.strokeStyle = this.color.accent;
      c.lineWidth = width;
      c.setLineDash(node === this.cursor && node !== this.selected ? [3, 3] : []);
      c.beginPath();
      c.arc(scene.x[p] * view.k + view.x, scene.y[p] * view.k + view.y, scene.size[p] * scale + 5, 0, 2 * Math.PI);
      c.stroke();
      c.setLineDash([]);
    }
  }

  /** Marks shrink less than distances when zooming out, so that they stay to be seen. */
  markScale() { return Math.min(1.6, Math.max(0.2, Math.pow(this.view.k, 0.75))); }

  /** @param {number[]} places @param {string} shape @param {number} scale */
  fillMarks(places, shape, scale) {
    const { scene, view } = this, c = this.context;
    const rimmed = places.length < 1500 && scale > 0.45;
    for (let start = 0; start < places.length; start += 250) {
      c.beginPath();
      for (let i = start; i < Math.min(start + 250, places.length); i++) {
        const p = places[i], x = scene.x[p] * view.k + view.x, y = scene.y[p] * view.k + view.y, r = scene.size[p] * scale;
        if (r < 1.8) c.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
        else mark(c, shape, x, y, r);
      }
      c.fill();
      if (rimmed) {
        c.strokeStyle = this.color.rim;
        c.lineWidth = 1;
        c.stroke();
      }
    }
  }

  /** @param {Map<number, number> | null} lit */
  paintNames(lit) {
    const { scene, view, graph } = this, c = this.context;
    const taken = new Boxes(), scale = this.markScale();
    this.labelled = [];
    c.lineJoin = 'round';
    c.textBaseline = 'middle';
    c.textAlign = 'left';
    if (scene.axis.length > 0) taken.add(0, 0, this.width, 26);
    if (!scene.filtered) this.keepMarksFree(taken, scale);
    for (const node of new Set([this.cursor, ...(lit ? [...lit.keys()].slice(0, 60) : []), ...scene.focus])) {
      const p = node >= 0 ? scene.placeOf[node] : -1;
      if (p >= 0 && this.isOn(p)) this.paintName(p, scale, taken, true);
    }
    const named = this.labelled.length;
    this.paintIslandNames(taken);
    const room = Math.ceil(this.width * this.height / (this.moving ? 9000 : scene.curved ? 4200 : 5200)) + named;
    for (let i = 0, tried = 0; i < scene.order.length && this.labelled.length < room && tried < 4000; i++) {
      const p = scene.order[i], x = scene.x[p] * view.k + view.x, y = scene.y[p] * view.k + view.y;
      if (x < -20 || x > this.width + 20 || y < -10 || y > this.height + 10 || !this.isOn(p)) continue;
      if (lit?.has(scene.nodes[p]) || scene.focus.has(scene.nodes[p])) continue;
      if (graph.labels[graph.label[scene.nodes[p]]] === 'Paper' && view.k < 0.55 && scene.filtered) continue;
      if (scene.size[p] * scale < 1.3) continue;
      tried++;
      this.paintName(p, scale, taken, false, lit ? 0.45 : 1);
    }
    c.globalAlpha = 1;
  }

  /** In a lineage no name stands on another's mark. @param {Boxes} taken @param {number} scale */
  keepMarksFree(taken, scale) {
    const { scene, view } = this;
    for (let p = 0; p < scene.nodes.length; p++) {
      const x = scene.x[p] * view.k + view.x, y = scene.y[p] * view.k + view.y, r = scene.size[p] * scale - 1;
      if (this.inSight(x, y) && r > 0) taken.add(x - r, y - r, x + r, y + r);
    }
  }

  /** @param {Boxes} taken */
  paintIslandNames(taken) {
    const c = this.context, { k, x, y } = this.view;
    c.font = `600 12px ${FONT}`;
    c.textAlign = 'center';
    for (const island of this.scene.islands) {
      const radius = (island.radius + 14) * k;
      if (!island.name || radius < 34) continue;
      const cx = island.x * k + x, top = island.y * k + y - radius + 2, text = shortened(island.name, Math.max(18, Math.floor((2 * radius + 70) / 7)));
      if (top < 6 || top > this.height || cx < 0 || cx > this.width) continue;
      const half = this.widthOf(text, c.font) / 2;
      if (!taken.free(cx - half - 4, top - 9, cx + half + 4, top + 9)) continue;
      taken.add(cx - half - 4, top - 9, cx + half + 4, top + 9);
      c.lineWidth = 4;
      c.strokeStyle = this.color.ground;
      c.strokeText(text, cx, top);
      c.fillStyle = this.color.soft;
      c.fillText(text, cx, top);
    }
    c.textAlign = 'left';
  }

  /** @param {number} place @param {number} scale @param {Boxes} taken @param {boolean} must @param {number} [alpha] */
  paintName(place, scale, taken, must, alpha = 1) {
    const { scene, view, graph } = this, c = this.context, node = scene.nodes[place];
    const large = scene.size[place] >= 11 || scene.focus.has(node);
    const font = large ? `600 13px ${FONT}` : `12px ${FONT}`;
    const text = shortened(graph.names[node], LONGEST_NAME), width = this.widthOf(text, font);
    const x = scene.x[place] * view.k + view.x, y = scene.y[place] * view.k + view.y, r = scene.size[place] * scale + 3;
    const tries = [[x + r, y], [x - r - width, y], [x - width / 2, y + r + 7], [x - width / 2, y - r - 7]];
    for (const [left, middle] of tries) {
      const box = [left - 3, middle - 9, left + width + 3, middle + 9];
      // A name that the edge would cut stands elsewhere, if its mark is in sight.
      if (x > 0 && x < this.width && (box[0] < 0 || box[2] > this.width) && width < this.width / 2) continue;
      if (!taken.free(box[0], box[1], box[2], box[3])) continue;
      taken.add(box[0], box[1], box[2], box[3]);
      this.labelled.push({ node, left: box[0], top: box[1], right: box[2], bottom: box[3] });
      c.globalAlpha = must ? 1 : alpha;
      c.font = font;
      c.lineWidth = 3;
      c.strokeStyle = this.color.ground;
      c.strokeText(text, left, middle);
      c.fillStyle = graph.labels[graph.label[node]] === 'Paper' ? this.color.soft : this.color.ink;
      c.fillText(text, left, middle);
      return;
    }
  }

  /** @param {string} text @param {string} font */
  widthOf(text, font) {
    const key = font[0] + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.context.font = font;
      this.widths.set(key, width = this.context.measureText(text).width);
    }
    return width;
  }

  /** The shown node at a point of the screen, -1 where there is none. @param {number} x @param {number} y @param {number} [reach] in pixels */
  at(x, y, reach = 12) {
    const { scene, view } = this, wx = (x - view.x) / view.k, wy = (y - view.y) / view.k;
    const size = 120, far = (reach + 16) / view.k;
    this.grid ??= gridOf(scene, size);
    let best = -1, nearest = Infinity;
    const scale = this.markScale();
    const columns = Math.ceil(2 * far / size) + 1;
    if (columns > 60) return -1;
    for (let cx = Math.floor((wx - far) / size); cx <= Math.floor((wx + far) / size); cx++) {
      for (let cy = Math.floor((wy - far) / size); cy <= Math.floor((wy + far) / size); cy++) {
        for (const p of this.grid.get(cellKey(cx, cy)) ?? []) {
          if (!this.isOn(p)) continue;
          const off = Math.hypot(scene.x[p] - wx, scene.y[p] - wy) * view.k - scene.size[p] * scale;
          if (off < Math.min(nearest, reach / 2)) {
            nearest = off;
            best = scene.nodes[p];
          }
        }
      }
    }
    if (best >= 0) return best;
    return this.labelled.find(l => x >= l.left && x <= l.right && y >= l.top && y <= l.bottom)?.node ?? -1;
  }

  listen() {
    const { canvas } = this;
    /** @type {Map<number, {x: number, y: number}>} */
    const pointers = new Map();
    let travelled = 0;
    const spot = (/** @type {MouseEvent} */ event) => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    canvas.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      cancelAnimationFrame(this.animation);
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, spot(event));
      if (pointers.size === 1) travelled = 0;
    });
    canvas.addEventListener('pointermove', event => {
      const now = spot(event), before = pointers.get(event.pointerId);
      if (!before) {
        this.hover(this.at(now.x, now.y), now.x, now.y);
        return;
      }
      if (pointers.size === 1) this.pan(now.x - before.x, now.y - before.y);
      else if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1] ?? before;
        const ratio = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(8, Math.hypot(before.x - other.x, before.y - other.y));
        this.zoom(ratio, (now.x + other.x) / 2, (now.y + other.y) / 2);
        this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      }
      travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      pointers.set(event.pointerId, now);
    });
    const release = (/** @type {PointerEvent} */ event) => {
      if (!pointers.delete(event.pointerId) || event.type === 'pointercancel' || travelled > 6 || pointers.size > 0) return;
      const { x, y } = spot(event), node = this.at(x, y, event.pointerType === 'touch' ? 30 : 12);
      if (node >= 0) this.on.open(node);
    };
    canvas.addEventListener('pointerup', release);
    canvas.addEventListener('pointercancel', release);
    canvas.addEventListener('pointerleave', () => this.hover(-1, 0, 0));
    canvas.addEventListener('dblclick', event => { const { x, y } = spot(event); this.zoom(1.8, x, y); });
    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      const { x, y } = spot(event), amount = event.deltaY * (event.deltaMode === 1 ? 20 : 1);
      this.zoom(Math.pow(1.0016, -Math.max(-300, Math.min(300, amount))), x, y);
    }, { passive: false });
    canvas.addEventListener('keydown', event => this.key(event));
    canvas.addEventListener('blur', () => { this.cursor = -1; this.draw(); });
  }

  /** @param {number} node @param {number} x @param {number} y */
  hover(node, x, y) {
    this.on.hint(node, x, y);
    if (node === this.hovered) return;
    this.hovered = node;
    this.canvas.classList.toggle('pointing', node >= 0);
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (arrow && event.shiftKey) this.pan(-arrow[0] * 90, -arrow[1] * 90);
    else if (arrow) this.step(arrow[0], arrow[1]);
    else if (event.key === 'Enter' || event.key === ' ') { if (this.cursor >= 0) this.on.open(this.cursor); }
    else if (event.key === '+' || event.key === '=') this.zoom(1.35);
    else if (event.key === '-') this.zoom(1 / 1.35);
    else if (event.key === '0') this.fit(true);
    else return;
    event.preventDefault();
  }

  /** Goes to the nearest shown node in a direction. @param {number} dx @param {number} dy */
  step(dx, dy) {
    const { scene, view } = this;
    const from = this.cursor >= 0 ? this.cursor : this.selected;
    const place = from >= 0 ? scene.placeOf[from] : -1;
    const x = place >= 0 ? scene.x[place] : (this.width / 2 - view.x) / view.k, y = place >= 0 ? scene.y[place] : (this.height / 2 - view.y) / view.k;
    let best = -1, least = Infinity;
    for (let p = 0; p < scene.nodes.length; p++) {
      if (p === place || !this.isOn(p)) continue;
      const ahead = (scene.x[p] - x) * dx + (scene.y[p] - y) * dy, aside = Math.abs((scene.x[p] - x) * dy) + Math.abs((scene.y[p] - y) * dx);
      const off = place < 0 ? Math.abs(ahead) + aside : ahead + 2.2 * aside;
      if ((place < 0 || (ahead > 0 && aside <= 2 * ahead)) && off < least) {
        least = off;
        best = p;
      }
    }
    if (best < 0) return this.on.announce('Nothing further that way');
    this.cursor = scene.nodes[best];
    this.on.announce(this.on.describe(this.cursor));
    const sx = scene.x[best] * view.k + view.x, sy = scene.y[best] * view.k + view.y;
    if (sx < 60 || sx > this.width - 60 || sy < 60 || sy > this.height - 60) this.glide({ k: view.k, x: view.x + this.width / 2 - sx, y: view.y + this.height / 2 - sy });
    this.draw();
  }
}

/** What lies in the middle of the screen. @param {{k: number, x: number, y: number}} view @param {number} length @param {'x' | 'y'} side */
function middle(view, length, side) { return (length / 2 - view[side]) / view.k; }

/** @param {string} text @param {number} longest */
function shortened(text, longest) {
  const letters = [...text];
  return letters.length <= longest ? text : letters.slice(0, longest - 1).join('').trimEnd() + '…';
}

/** @param {number} x @param {number} y */
function cellKey(x, y) { return x * 131071 + y; }

/** @param {Scene} scene @param {number} size */
function gridOf(scene, size) {
  /** @type {Map<number, number[]>} */
  const grid = new Map();
  for (let p = 0; p < scene.nodes.length; p++) {
    const key = cellKey(Math.floor(scene.x[p] / size), Math.floor(scene.y[p] / size)), cell = grid.get(key);
    if (cell) cell.push(p);
    else grid.set(key, [p]);
  }
  return grid;
}

/** Boxes on the screen, found by cells, so that names do not overlap. */
class Boxes {
  constructor() {
    /** @type {Map<number, number[][]>} */
    this.cells = new Map();
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom @param {(cell: number) => boolean} visit stops where it gives false */
  each(left, top, right, bottom, visit) {
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x++) {
      for (let y = Math.floor(top / 40); y <= Math.floor(bottom / 40); y++) if (!visit(cellKey(x, y))) return false;
    }
    return true;
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  free(left, top, right, bottom) {
    return this.each(left, top, right, bottom, cell => !(this.cells.get(cell) ?? []).some(b => b[0] < right && b[2] > left && b[1] < bottom && b[3] > top));
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  add(left, top, right, bottom) {
    const box = [left, top, right, bottom];
    this.each(left, top, right, bottom, cell => {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(box);
      else this.cells.set(cell, [box]);
      return true;
    });
  }
}
