// @ts-check
// Spellings that differ in case, accents, hyphens, spaces or width alone are one.

/** @param {string} text */
export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
}

/** @param {string} text */
export function foldKey(text) {
  return fold(text).replace(/[\s\-_\u00AD\u2010-\u2015\u2043\u2212\u200B-\u200D]+/g, '');
}

/** In the order of code units, as the program sorts. @param {string} a @param {string} b */
export function ordinal(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

/** Insertions, deletions, substitutions and swaps of neighbours that part two texts; gives up above a limit. @param {string} a @param {string} b @param {number} limit */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = /** @type {number[]} */ ([]), last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(now[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      now.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = now;
  }
  return last[b.length];
}
