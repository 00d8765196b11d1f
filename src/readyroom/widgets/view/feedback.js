// What is said of an answer: the verdict in words, the explanation, and the policy's clauses.

import { el, icon } from "./dom.js";

/** "right", "partly" or "wrong": the look of a verdict. Its words are the server's. */
function verdictOf(feedback) {
  if (feedback.correct) return "right";
  return feedback.score > 0 ? "partly" : "wrong";
}

/** What is said of an answer, in a box of its verdict's colour. */
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
    feedback.html.map((html) => el("div", { class: "rr-words", html })),
    more,
    clauseList(feedback.clauses),
  );
}

/** The clauses behind an answer under the sections they stand in, or null when none is cited. */
export function clauseList(clauses) {
  if (!clauses.length) return null;
  const sections = new Map();
  for (const clause of clauses) {
    sections.set(clause.section, [...(sections.get(clause.section) ?? []), clause]);
  }
  return el(
    "div",
    { class: "rr-clauses" },
    el("p", { class: "rr-clauses-head", text: "The rule, in our words" }),
    [...sections].map(([section, inIt]) => [
      el("p", { class: "rr-clause-section", html: section }),
      el(
        "ul",
        {},
        inIt.map((clause) =>
          el(
            "li",
            { "data-clause": clause.id },
            el("span", { html: clause.text }),
            " ",
            el("span", { class: "rr-clause-id", text: `(${clause.id})` }),
          ),
        ),
      ),
    ]),
  );
}

function points({ score, points }) {
  const earned = Number(score.toFixed(2));
  return `${earned} of ${points} ${points === 1 ? "point" : "points"}`;
}
