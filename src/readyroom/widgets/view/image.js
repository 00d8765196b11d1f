// A picture, its consent register, and the judgement whether it may be published.

import { answeredOnce, rightAnswer } from "./answered.js";
import { el } from "./dom.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, titleOf } from "./frame.js";
import { OptionGroup } from "./options.js";
import { words } from "./stem.js";

/** Draws the case; gives back the part that the player talks to. */
export function drawImage({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const groups = questions(view);
  const form = new AnswerForm({
    groups,
    heading: titleOf(view),
    sureOf: view.confidence && idOf(view),
    onChange: changed,
    onAnswer: (sureness) => {
      answer(Object.fromEntries(groups.map(({ key, chosen }) => [key, chosen[0]])), sureness);
    },
  });
  section.append(
    words(view.text),
    picture(view),
    facts(view.facts),
    register(view.register, idOf(view)),
    form.form,
    status,
    rules,
  );

  function reveal(response, feedback) {
    const missed = [];
    for (const group of groups) {
      const [chosen, right] = [response[group.key], feedback.right[group.key]];
      group.lock([chosen]);
      for (const id of new Set([chosen, right])) {
        const html = group.key === "change" && id === chosen ? feedback.change?.html : "";
        group.remark(id, { chosen: id === chosen, right: id === right, html });
      }
      if (chosen !== right) missed.push(group.options.get(right).html);
    }
    return missed.length > 0 && rightAnswer(missed);
  }

  return answeredOnce({ section, status, rules, form, reveal });
}

/** The questions of a case; their keys are those of the response. */
function questions(view) {
  const base = idOf(view);
  const asked = [
    new OptionGroup({
      base,
      key: "decision",
      legend: "What do you do with this picture?",
      options: view.decisions,
    }),
    new OptionGroup({
      base,
      key: "reason",
      legend: "Which rule decides it?",
      options: view.reasons,
    }),
  ];
  if (!view.changes?.length) return asked;
  const change = new OptionGroup({
    base,
    key: "change",
    legend: "What would have to change before it can be published?",
    hint: "Choose the least that is enough.",
    options: view.changes,
  });
  return [...asked, change];
}

/** The drawing with its name, and the same in words for whoever cannot or would rather not look. */
function picture(view) {
  return el(
    "figure",
    { class: "rr-picture" },
    el("div", { class: "rr-drawing", role: "img", "aria-label": view.alt, html: view.svg }),
    el(
      "figcaption",
      {},
      el("span", { class: "rr-hint", text: "A drawn picture. Nobody in it is real." }),
    ),
    // Not part of the caption: the figure's name would hold the whole description.
    el(
      "details",
      {},
      el("summary", { text: "Describe this picture in words" }),
      el("div", { class: "rr-words", html: view.description }),
    ),
  );
}

/** Where the picture is to go, and what is to stand with it. */
function facts(said) {
  return el(
    "dl",
    { class: "rr-facts" },
    said.map(({ name, html }) => el("div", {}, el("dt", { text: name }), el("dd", { html }))),
  );
}

/** The consent register: a table that turns into one card a pupil on a narrow screen. */
function register({ caption, head, rows }, id) {
  const captionId = `${id}-register`;
  return el(
    "div",
    { class: "rr-scroll", role: "region", "aria-labelledby": captionId, tabindex: "0" },
    el("p", { class: "rr-hint rr-short", text: "What is not mentioned of somebody is a no." }),
    el(
      "table",
      { class: "rr-register", role: "table" },
      el("caption", { id: captionId, html: caption }),
      el(
        "thead",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          head.map((name) => el("th", { scope: "col", role: "columnheader", text: name })),
        ),
      ),
      el(
        "tbody",
        { role: "rowgroup" },
        rows.map((row) => registerRow(head, row)),
      ),
    ),
  );
}

/** Whether a cell says that there is nothing to say: on a phone only what differs is shown. */
function saysNothing(cell) {
  return ["No", "None", "Not given"].includes(cell);
}

// Roles are written out because display:block, which stacks the table, takes them away.
function registerRow(head, [name, ...cells]) {
  return el(
    "tr",
    { role: "row" },
    el("th", { scope: "row", role: "rowheader", html: name }),
    cells.map((cell, index) =>
      el(
        "td",
        { role: "cell", class: saysNothing(cell) ? "rr-nothing" : null },
        el("span", { class: "rr-cell-name", "aria-hidden": "true", text: `${head[index + 1]}: ` }),
        el("span", { html: cell }),
      ),
    ),
  );
}
