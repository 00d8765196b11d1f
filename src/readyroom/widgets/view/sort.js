// Things to be sorted: a question for each, with the piles as its options.

import { answeredOnce, tally } from "./answered.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, titleOf } from "./frame.js";
import { OptionGroup } from "./options.js";
import { words } from "./stem.js";

/** Draws the task; gives back the part that the player talks to. */
export function drawSort({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const groups = new Map(view.items.map((item) => [item.id, itemGroup(view, item)]));
  const form = new AnswerForm({
    groups: [...groups.values()],
    heading: titleOf(view),
    sureOf: view.confidence && idOf(view),
    onChange: changed,
    onAnswer: (sureness) => {
      const piles = [...groups].map(([id, group]) => [id, group.chosen[0]]);
      answer(Object.fromEntries(piles), sureness);
    },
  });
  section.append(words(view.stem), form.form, status, rules);

  function reveal(response, { items }) {
    const answers = view.items.map(({ id, html }) => {
      const group = groups.get(id);
      group.verdict(response[id], items[id].right, items[id].html);
      return { id: group.element.id, html, right: response[id] === items[id].right };
    });
    return tally(answers, "item");
  }

  return answeredOnce({ section, status, rules, form, reveal });
}

function itemGroup(view, item) {
  return new OptionGroup({
    base: idOf(view),
    key: `item-${item.id}`,
    legend: item.html,
    missing: "choose where this belongs",
    options: view.piles,
    layout: "row",
  });
}
