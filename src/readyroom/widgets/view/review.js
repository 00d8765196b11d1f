// An application for an account, read point by point for what is missing, and then decided on.

import { answeredOnce, notRight, tally } from "./answered.js";
import { el } from "./dom.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, titleOf } from "./frame.js";
import { OptionGroup } from "./options.js";
import { words } from "./stem.js";

/** Draws the task; gives back the part that the player talks to. */
export function drawReview({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const parts = new Map(view.parts.map((part) => [part.id, partGroup(view, part)]));
  const decision = new OptionGroup({
    base: idOf(view),
    key: "decision",
    legend: "What do you do with the application?",
    options: view.decisions,
  });
  const form = new AnswerForm({
    groups: [...parts.values(), decision],
    body: [application(view, parts), decision.element],
    heading: titleOf(view),
    sureOf: view.confidence && idOf(view),
    onChange: changed,
    onAnswer: (sureness) => {
      const verdicts = [...parts].map(([id, group]) => [id, group.chosen[0]]);
      answer({ decision: decision.chosen[0], ...Object.fromEntries(verdicts) }, sureness);
    },
  });
  section.append(words(view.stem), form.form, status, rules);

  function reveal(response, feedback) {
    const answers = view.parts.map(({ id, name }) => {
      const [group, { right, html }] = [parts.get(id), feedback.parts[id]];
      group.verdict(response[id], right, html);
      return { id: group.element.id, html: name, right: response[id] === right };
    });
    decision.lock([response.decision]);
    for (const id of new Set([response.decision, feedback.decision])) {
      decision.remark(id, {
        chosen: id === response.decision,
        right: id === feedback.decision,
      });
    }
    const [count] = tally(answers, "point");
    const decided = {
      id: decision.element.id,
      html: "What you do with the application",
      right: response.decision === feedback.decision,
    };
    return [count, notRight([decided, ...answers])];
  }

  return answeredOnce({ section, status, rules, form, reveal });
}

function partGroup(view, { id, name }) {
  return new OptionGroup({
    base: idOf(view),
    key: `part-${id}`,
    legend: `<span class="rr-spoken">${name}: </span>Does it say enough?`,
    missing: "choose one of the two",
    options: view.verdicts,
    layout: "pair",
  });
}

/** The application as its reader would get it, with a question below each of its points. */
function application(view, parts) {
  return el(
    "div",
    { class: "rr-paper" },
    el(
      "p",
      { class: "rr-paper-head" },
      el("span", { class: "rr-label", text: "Application for an account" }),
      el("strong", { html: view.account }),
      el("span", { class: "rr-label" }, "from ", el("span", { html: view.applicant })),
    ),
    el(
      "dl",
      {},
      view.parts.map(({ id, name, html }) =>
        el(
          "div",
          {},
          el("dt", { html: name }),
          el("dd", {}, el("div", { class: "rr-words", html }), parts.get(id).element),
        ),
      ),
    ),
  );
}
