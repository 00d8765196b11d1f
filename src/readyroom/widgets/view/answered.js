// What activities that are answered once have in common: how an answer is shown.

import { bringIntoSight, changeInPlace, el } from "./dom.js";
import { clauseList, feedbackBox } from "./feedback.js";
import { refuse } from "./frame.js";

/**
 * The part that the player talks to. `reveal(response, feedback)` locks the choices and says what
 * there is to say beside each of them; what it gives back is told with the verdict.
 */
export function answeredOnce({ section, status, rules, form, reveal }) {
  function show({ response, feedback, confidence }, note, fresh) {
    let more = null;
    const change = () => {
      more = reveal(response, feedback);
      form.close(note || "Your answer is saved.", confidence);
    };
    if (fresh) changeInPlace(form.button, change, form.done);
    else change();
    section.dataset.done = "true";
    status.replaceChildren(feedbackBox(feedback, more));
    rules.replaceChildren(clauseList(feedback.clauses) ?? "");
    if (fresh) bringIntoSight(status, form.done);
  }

  return {
    form,
    show,
    refuse: (message) => refuse(status, message),
    choices: () => form.choices,
    restore: (draft) => form.restore(draft),
  };
}

/** What would have been right, for who hears only the verdict; `htmls` are one or several. */
export function rightAnswer(htmls) {
  const label = el("span", { class: "rr-label", text: "The right answer: " });
  if (htmls.length === 1) return el("p", {}, label, el("strong", { html: htmls[0] }));
  return [el("p", {}, label), el("ul", {}, htmls.map((html) => el("li", { html })))];
}

/**
 * How many of an activity's questions were answered rightly, and where to read about each that was
 * not. `answers` are `{id, html, right}`: the id and the name of each question's place on the page.
 */
export function tally(answers, thing) {
  const right = answers.filter((answer) => answer.right).length;
  const words = `${right} of ${answers.length} right. The reasons stand beside each ${thing}.`;
  return [el("p", { class: "rr-hint", text: words }), notRight(answers)];
}

/** The way to what was not right, or null; of many only the first, since each shows it itself. */
export function notRight(answers) {
  const wrong = answers.filter(({ right }) => !right);
  if (!wrong.length) return null;
  const more = wrong.length - A_FEW;
  return el(
    "div",
    { class: "rr-not-right" },
    el("p", { class: "rr-label", text: "Not right:" }),
    el(
      "ul",
      {},
      wrong.slice(0, A_FEW).map(({ id, html }) => el("li", {}, linkTo(id, html))),
      more > 0 && el("li", { text: `and ${more} more` }),
    ),
  );
}

const A_FEW = 5;

/** A link cannot stand inside a link: of a name only the words go into it. */
function linkTo(id, html) {
  return el("a", { href: `#${id}`, text: el("span", { html }).textContent });
}
