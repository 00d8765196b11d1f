// Small tools for building the page: elements, ids, icons.

/**
 * Makes an element. `attributes` by name; `text` and `html` fill it (`html` only with what our
 * own server rendered). Attributes and children that are null, undefined or false are left out.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name === "html") element.innerHTML = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** A random id; unlike crypto.randomUUID it also works on a page served without TLS. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A form that the server takes from this page: it carries the token of our cookie. */
export function signedForm(fields = {}) {
  const form = new FormData();
  form.append("_xsrf", document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/)?.[1] ?? "");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const ICONS = {
  right: "M4 10.5l4 4 8-9",
  partly: "M4 10h12",
  wrong: "M5 5l10 10M15 5L5 15",
};

/** A small drawn sign. The words beside it say the same, so it is hidden from screen readers. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "rr-icon");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * Makes a change to the page without moving what the reader is looking at: afterwards `after`
 * stands at the height at which `before` stood.
 */
export function changeInPlace(before, change, after) {
  const height = before.getBoundingClientRect().top;
  change();
  const moved = after.getBoundingClientRect().top - height;
  if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: "instant" });
}

/**
 * Scrolls until `from` stands in the upper third of the window, when `box`, which follows it, lies
 * in its lower part or below it.
 */
export function bringIntoSight(box, from) {
  const { top, bottom } = box.getBoundingClientRect();
  const height = window.innerHeight;
  if (top < 0.6 * height || bottom <= height) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({
    top: from.getBoundingClientRect().top - height / 4,
    behavior: calm ? "instant" : "smooth",
  });
}
