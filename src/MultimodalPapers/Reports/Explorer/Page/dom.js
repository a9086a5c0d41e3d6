// @ts-check
// Elements made of text: nothing that comes from a list is ever read as markup.

/** @typedef {string | number | Node | null | undefined | false} Child */

/**
 * @param {string} tag @param {Record<string, any>} [properties] attributes; on... are listeners, class and text what they say
 * @param {...(Child | Child[])} children texts become text
 * @returns {HTMLElement}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} element @param {(Child | Child[])[]} children */
export function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Something from a list: its direction of writing stays inside it. @param {string | number} text @param {string} [tag] */
export function data(text, tag = 'bdi') { return el(tag, { dir: 'auto' }, text); }

/** A link out, for http and https alone; anything else is text. @param {unknown} address @param {string} [text] */
export function outLink(address, text) {
  const shown = text ?? String(address);
  let url;
  try { url = new URL(String(address)); } catch { return data(shown); }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return data(shown);
  return el('a', { href: url.href, rel: 'noopener noreferrer', target: '_blank' }, data(shown));
}

/** The address of a thing. @param {string} id */
export function addressOf(id) { return '#' + part(id); }

/** @param {string} id */
export function part(id) { return encodeURIComponent(id).replace(/%3A/g, ':'); }

/** @param {string} id @returns {HTMLElement} */
export function byId(id) { return /** @type {HTMLElement} */ (document.getElementById(id)); }

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = one + 's') { return `${count.toLocaleString('en')} ${count === 1 ? one : many}`; }

/** What a constant is called on the page: USES_BACKBONE, LanguageModel. @param {string} name */
export function words(name) {
  return /[a-z]/.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase() : name.replaceAll('_', ' ').toLowerCase();
}
