// What is said of an answer: the verdict in words, the explanation, and the policy's clauses.

import { el, icon } from "./dom.js";
import { words } from "./stem.js";

/** "right", "partly" or "wrong": the look of a verdict. Its words are the server's. */
function verdictOf(feedback) {
  if (feedback.correct) return "right";
  return feedback.score > 0 ? "partly" : "wrong";
}

/** What is said of an answer, in a box of its verdict's colour; the clauses stand apart from it. */
export function feedbackBox(feedback, ...more) {
  return el(
    "div",
    { class: `rr-box rr-${verdictOf(feedback)}` },
    el(
      "p",
      { class: "rr-verdict" },
      icon(verdictOf(feedback)),
      el("strong", { text: feedback.heading }),
      " ",
      el("span", { class: "rr-points", text: points(feedback) }),
    ),
    feedback.html.map(words),
    more,
    feedback.sureness && sureness(feedback),
  );
}

/** What is said to how sure the reader was, and the fuller explanation where they need it. */
function sureness({ sureness, fuller = [] }) {
  return el("div", { class: "rr-sureness" }, words(sureness), fuller.map(words));
}

/**
 * The clauses behind an answer under the sections they stand in, or null when none is cited. More
 * than a few are folded away, and with `fold` fewer, too.
 */
export function clauseList(clauses, fold = false) {
  if (!clauses.length) return null;
  const sections = new Map();
  for (const clause of clauses) {
    sections.set(clause.section, [...(sections.get(clause.section) ?? []), clause]);
  }
  const list = [...sections].map(([section, inIt]) => [
    el("p", { class: "rr-clause-section", html: section }),
    el("ul", {}, inIt.map(clauseItem)),
  ]);
  if (clauses.length <= A_FEW && !fold) {
    const head = el("p", { class: "rr-clauses-head", text: "The rule, in our words" });
    return el("div", { class: "rr-clauses" }, head, list);
  }
  const which = clauses.length === 1 ? "rule" : `${clauses.length} rules`;
  const head = el("summary", { text: `The ${which} behind it, in our words` });
  return el("details", { class: "rr-clauses" }, head, list);
}

const A_FEW = 4;

function clauseItem({ id, text }) {
  return el(
    "li",
    { "data-clause": id },
    el("span", { html: text }),
    " ",
    el("span", { class: "rr-clause-id", text: `(${id})` }),
  );
}

function points({ score, points }) {
  const earned = Number(score.toFixed(2));
  return `${earned} of ${points} ${points === 1 ? "point" : "points"}`;
}
