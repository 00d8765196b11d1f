// What every activity has: its section, its heading, the status element for its feedback, and a
// place for the rules below that, so that what is announced stays short.

import { el } from "./dom.js";

/** The id from which all ids inside an activity are made. */
export const idOf = (view) => `activity-${view.slug}`;

/** The id of an activity's heading. */
export const titleOf = (view) => `${idOf(view)}-title`;

/** Makes the section of an activity and puts it into `root`. */
export function frame(view, root) {
  const id = idOf(view);
  const level = headingLevel(root);
  const heading = el(
    level,
    { class: "rr-title", id: titleOf(view) },
    view.of && el("span", { class: "rr-count", text: `Question ${view.number} of ${view.of}` }),
    view.of && " ",
    el("span", { class: "rr-name", html: view.title }),
  );
  const section = el(
    "section",
    { id, class: "rr", "aria-labelledby": heading.id, "data-done": "false" },
    heading,
  );
  const status = el("div", { class: "rr-feedback", id: `${id}-feedback`, role: "status" });
  const rules = el("div", { class: "rr-rules" });
  root.append(section);
  return { section, status, rules };
}

/** Tells the reader, above what the status element says already, why an answer was not taken. */
export function refuse(status, message) {
  status.querySelector(".rr-refusal")?.remove();
  status.prepend(el("div", { class: "rr-box rr-wrong rr-refusal" }, el("p", { text: message })));
}

/** h2 below a page's title, h3 below one of its sections: the outline never skips a level. */
function headingLevel(root) {
  let last = null;
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    const before = heading.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (before && !heading.closest(".rr")) last = heading;
  }
  return last?.tagName === "H1" ? "h2" : "h3";
}
