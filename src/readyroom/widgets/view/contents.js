// What is in this lesson: its sections, which the server wrote, and its activities with their state.

import { el } from "./dom.js";

/** Bubbles up from an activity when it has shown an answer. */
const ANSWERED = "readyroom-answered";

/** From this width on the contents stand at the side, where they are in nobody's way. */
const BESIDE = "(min-width: 68.75rem)";

const WORDS = { true: "answered", false: "to do" };

/** Opens the contents where they stand at the side, and keeps the states in them up to date. */
export function followContents() {
  const details = document.getElementById("contents");
  if (!details) return;
  const beside = matchMedia(BESIDE);
  const unfold = () => {
    details.open = beside.matches;
  };
  beside.addEventListener("change", unfold);
  unfold();
  document.addEventListener(ANSWERED, () => showStates(details));
}

/** Puts every activity that the page has drawn under its section. */
export function listActivities() {
  const details = document.getElementById("contents");
  if (!details) return;
  const all = details.querySelector("ol");
  for (const drawn of all.querySelectorAll("[data-activity]")) drawn.remove();
  for (const section of document.querySelectorAll("section.rr[data-done]")) {
    listOf(all, headingBefore(section)).append(entry(section));
  }
  showStates(details);
}

/** "About 6 minutes left": what is left of the lesson's time, as far as answers tell it. */
export function timeLeft(minutes, { answered, of }) {
  if (of > 0 && answered >= of) return "Everything is answered";
  const left = of > 0 ? Math.max(1, Math.ceil((minutes * (of - answered)) / of)) : minutes;
  return `About ${left} ${left === 1 ? "minute" : "minutes"}${answered > 0 ? " left" : ""}`;
}

/** Says what is left of the lesson's time, where the server said how much it takes. */
export function tellTimeLeft(progress) {
  const place = document.getElementById("time-left");
  if (place) place.textContent = timeLeft(Number(place.dataset.minutes), progress);
}

function headingBefore(section) {
  let last = null;
  for (const heading of document.querySelectorAll(".prose h2[id]")) {
    const before = heading.compareDocumentPosition(section) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (before) last = heading;
  }
  return last;
}

/** The list of a section's activities; of those that stand before any section, the outer one. */
function listOf(all, heading) {
  const item = heading && all.querySelector(`a[href="#${heading.id}"]`)?.parentElement;
  if (!item) return all;
  if (!item.querySelector("ul")) item.append(el("ul"));
  return item.querySelector("ul");
}

function entry(section) {
  const name = section.querySelector(".rr-name").textContent;
  return el(
    "li",
    { "data-activity": section.id },
    el(
      "a",
      { href: `#${section.id}` },
      el("span", { text: name }),
      el("span", { class: "visually-hidden", "data-state": "" }),
    ),
  );
}

function showStates(details) {
  for (const item of details.querySelectorAll("[data-activity]")) {
    const { done } = document.getElementById(item.dataset.activity).dataset;
    item.dataset.done = done;
    item.querySelector("[data-state]").textContent = ` (${WORDS[done]})`;
  }
}
