// What an activity tells, and what it asks.

import { el } from "./dom.js";

/** All up to the last full stop, and a question after it that holds no markup. */
const LAST_QUESTION = /^(.*[.!?:][”’")]?)\s+([^.!?<>]+\?)$/s;

/**
 * What a stem asks becomes the legend, what it tells goes before: the legend is read out with
 * every option, so it is short. `Two families agreed. What now?` asks only `What now?` A message
 * that is shown after the question goes before it, too.
 */
export function splitStem(html) {
  const stem = el("div", { html });
  const last = [...stem.children].filter(({ tagName }) => tagName === "P").at(-1);
  const asks = last && (last === stem.lastElementChild || /\?\s*$/.test(last.textContent));
  if (!asks) return { before: [words(html)], legend: "" };
  const [, told, asked] = last.innerHTML.match(LAST_QUESTION) ?? [null, "", last.innerHTML];
  if (told) last.innerHTML = told;
  else last.remove();
  return { before: stem.childElementCount ? [words(stem.innerHTML)] : [], legend: asked };
}

/** Words from our own server, as a block. */
export const words = (html) => el("div", { class: "rr-words", html });
