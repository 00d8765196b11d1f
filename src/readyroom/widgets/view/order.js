// Steps that belong in an order.

import { answeredOnce, notRight } from "./answered.js";
import { el } from "./dom.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, titleOf } from "./frame.js";
import { splitStem } from "./stem.js";
import { StepList } from "./steps.js";

/** Draws the task; gives back the part that the player talks to. */
export function drawOrder({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const { before, legend } = splitStem(view.stem);
  const list = new StepList({
    base: idOf(view),
    key: "order",
    legend: legend || "Put the steps in order",
    hint: "Move the steps up or down until the first stands at the top.",
    missing: "move the steps into their order; as they stand now they are shuffled",
    steps: view.steps,
  });
  const known = new Map(view.steps.map(({ id, html }) => [id, html]));
  const form = new AnswerForm({
    groups: [list],
    heading: titleOf(view),
    sureOf: view.confidence && idOf(view),
    onChange: changed,
    onAnswer: (sureness) => answer(list.chosen, sureness),
  });
  section.append(...before, form.form, status, rules);

  function reveal(response, { correct, right, steps }) {
    list.lock(response);
    const answers = response.map((id, index) => {
      const place = right.indexOf(id);
      const words = place === index ? "In the right place" : `Comes ${ordinal(place + 1)}`;
      list.remark(id, {
        right: correct || place === index,
        words: correct ? "" : words,
        html: steps[id]?.html,
      });
      return { id: list.idOf(id), html: known.get(id), right: correct || place === index };
    });
    return correct ? null : [rightOrder(known, right), notRight(answers)];
  }

  return answeredOnce({ section, status, rules, form, reveal });
}

function rightOrder(words, right) {
  return [
    el("p", { class: "rr-label", text: "The right order" }),
    el("ol", { class: "rr-right-order" }, right.map((id) => el("li", { html: words.get(id) }))),
  ];
}

const ordinal = (place) =>
  ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"][place - 1];
