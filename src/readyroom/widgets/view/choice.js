// A question with one right option, or with several.

import { answeredOnce, rightAnswer } from "./answered.js";
import { el } from "./dom.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, titleOf } from "./frame.js";
import { OptionGroup } from "./options.js";
import { splitStem } from "./stem.js";

/** Draws the question; gives back the part that the player talks to. */
export function drawChoice({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const { before, legend } = splitStem(view.stem);
  const { multiple } = view;
  const group = new OptionGroup({
    base: idOf(view),
    key: "answer",
    legend: legend || "Your answer",
    hint: multiple ? "Choose all that apply." : "Choose one.",
    missing: multiple ? "choose an option, or several" : "choose an option",
    options: view.options,
    multiple,
  });
  const form = new AnswerForm({
    groups: [group],
    heading: titleOf(view),
    sureOf: view.confidence && idOf(view),
    onChange: changed,
    onAnswer: (sureness) => answer(multiple ? group.chosen : group.chosen[0], sureness),
  });
  section.append(...before, form.form, status, rules);

  function reveal(response, feedback) {
    const chosen = [response].flat();
    group.lock(chosen);
    for (const [id, option] of Object.entries(feedback.options)) {
      group.remark(id, { ...option, chosen: chosen.includes(id) });
    }
    const right = view.options.filter(({ id }) => feedback.options[id]?.right);
    return [
      !feedback.correct && rightAnswer(right.map(({ html }) => html)),
      spoken(chosen, feedback),
    ];
  }

  return answeredOnce({ section, status, rules, form, reveal });
}

/**
 * The remarks on the chosen options once more, for the announcement alone: beside the options
 * they are read by eye, but no screen reader would come across them by itself.
 */
function spoken(chosen, feedback) {
  const html = chosen.map((id) => feedback.options[id]?.html ?? "").join("");
  return html && el("div", { class: "rr-spoken", html });
}
