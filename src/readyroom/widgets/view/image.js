// A picture, its consent register, and the judgement whether it may be published.

import { el, changeInPlace } from "./dom.js";
import { feedbackBox } from "./feedback.js";
import { AnswerForm, OptionGroup } from "./form.js";
import { frame, idOf, refuse } from "./frame.js";

/** Draws the case; gives back how to show a state, a refusal, and that it waits. */
export function drawImage({ view, root, answer }) {
  const { section, status } = frame(view, root);
  const id = idOf(view);
  const decision = new OptionGroup({
    id: `${id}-decision`,
    legend: "What do you do with this picture?",
    options: view.decisions,
  });
  const reason = new OptionGroup({
    id: `${id}-reason`,
    legend: "Which rule decides it?",
    options: view.reasons,
  });
  const form = new AnswerForm([decision, reason], () =>
    answer({ decision: decision.chosen[0], reason: reason.chosen[0] }),
  );
  section.append(
    el("div", { class: "rr-words", html: view.text }),
    picture(view),
    register(view.register, id),
    form.form,
    status,
  );

  function show({ response, feedback }, note, fresh) {
    const { right } = feedback;
    const change = () => {
      lockAndRemark(decision, response.decision, right.decision);
      lockAndRemark(reason, response.reason, right.reason);
      form.close(note || "Your answer is saved.");
    };
    if (fresh) changeInPlace(form.button, change, form.done);
    else change();
    section.dataset.done = "true";
    status.replaceChildren(feedbackBox(feedback));
  }

  return { show, refuse: (message) => refuse(status, message), form };
}

function lockAndRemark(group, chosen, right) {
  group.lock([chosen]);
  for (const id of new Set([chosen, right])) {
    group.remark(id, { chosen: id === chosen, right: id === right });
  }
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
      el(
        "details",
        {},
        el("summary", { text: "Describe this picture in words" }),
        el("div", { class: "rr-words", html: view.description }),
      ),
    ),
  );
}

/** The consent register: a table that turns into one card a pupil on a narrow screen. */
function register({ caption, head, rows }, id) {
  const captionId = `${id}-register`;
  return el(
    "div",
    { class: "rr-scroll", role: "region", "aria-labelledby": captionId, tabindex: "0" },
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

// Roles are written out because display:block, which stacks the table, takes them away.
function registerRow(head, [name, ...cells]) {
  return el(
    "tr",
    { role: "row" },
    el("th", { scope: "row", role: "rowheader", html: name }),
    cells.map((cell, index) =>
      el(
        "td",
        { role: "cell" },
        el("span", { class: "rr-cell-name", "aria-hidden": "true", text: `${head[index + 1]}: ` }),
        el("span", { html: cell }),
      ),
    ),
  );
}
