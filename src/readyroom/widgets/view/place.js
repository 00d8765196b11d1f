// Where the reader was: offered when the lesson is opened, kept when the page is reloaded.

import { el } from "./dom.js";

const NAME = "readyroom-place";

/** Whether the reader came back to this very page, by reloading it or by "back". */
export function cameBack() {
  const [visit] = performance.getEntriesByType("navigation");
  return visit?.type === "reload" || visit?.type === "back_forward";
}

/** Notes where the reader is whenever the page may be left; `ready()` says whether it counts. */
export function keepPlace(storage, ready) {
  // The browser's own way back ends before the activities are drawn and the page has its height.
  history.scrollRestoration = "manual";
  const note = () => {
    if (ready()) write(storage, whereNow());
  };
  window.addEventListener("pagehide", note);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") note();
  });
}

/**
 * Scrolls to where the reader was before the reload, unless they have scrolled since, and lets the
 * keyboard go on at the activity that had the focus.
 */
export function restorePlace(storage) {
  const was = read(storage);
  if (was?.path !== location.pathname) return;
  const heading = was.at && document.getElementById(was.at)?.querySelector(".rr-title");
  if (heading && document.activeElement === document.body) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  if (window.scrollY > 0) return;
  const anchor = was.id && document.getElementById(was.id);
  const top = anchor ? anchor.getBoundingClientRect().top - was.offset : was.top;
  window.scrollTo({ top, behavior: "instant" });
}

/** Scrolls to what the address names; at an activity the keyboard goes on from there. */
export function goTo(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  target.scrollIntoView({ behavior: "instant" });
  if (!target.matches("section.rr")) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Offers the way to where the reader was; nothing moves before they take it. */
export function offerToCarryOn(view, before) {
  const link = el("a", {
    href: `#activity-${view.slug}`,
    text: `Continue where you were: Question ${view.number}`,
  });
  before.after(el("p", { id: "carry-on", class: "carry-on" }, link));
}

/** The activity that begins nearest to the top of the window, and the one that has the focus. */
function whereNow() {
  let [id, offset] = ["", Infinity];
  // Who is at the very top stays there, whatever is told to them first.
  const sections = window.scrollY > 0 ? document.querySelectorAll("section.rr") : [];
  for (const section of sections) {
    const { top } = section.getBoundingClientRect();
    if (Math.abs(top) < Math.abs(offset)) [id, offset] = [section.id, top];
  }
  const at = document.activeElement?.closest("section.rr")?.id;
  return { path: location.pathname, top: window.scrollY, id, offset, at };
}

function write(storage, where) {
  try {
    storage.setItem(NAME, JSON.stringify(where));
  } catch {
    // A browser that keeps nothing begins at the top.
  }
}

function read(storage) {
  try {
    return JSON.parse(storage.getItem(NAME));
  } catch {
    return null;
  }
}
