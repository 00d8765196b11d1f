// A branching story: choose, read what it leads to, choose again, and look back at the end.

import { el, icon } from "./dom.js";
import { clauseList, feedbackBox } from "./feedback.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, refuse, titleOf } from "./frame.js";
import { OptionGroup } from "./options.js";
import { words } from "./stem.js";

const TONES = {
  good: { words: "A good choice", sign: "right" },
  weak: { words: "There was a better choice", sign: "partly" },
  critical: { words: "A serious mistake", sign: "wrong" },
};

/** Draws the story; gives back the part that the player talks to. */
export function drawScenario({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const past = el("div", { class: "rr-past" });
  // Takes the focus over from the form that goes, and names what is told below it.
  const chose = el("p", { class: "rr-chose", tabindex: "-1", hidden: true });
  const ahead = el("div", { class: "rr-ahead" });
  const part = {
    form: null,
    show,
    refuse: (message) => refuse(status, message),
    choices: () => part.form.choices,
    restore: (draft) => part.form.restore(draft),
  };
  section.append(words(view.start.html), past, chose, status, rules, ahead);
  ask([], view.start.links);

  /** Puts the choices at hand after `walk`. */
  function ask(walk, links) {
    const group = new OptionGroup({
      base: idOf(view),
      key: `step-${walk.length + 1}`,
      legend: walk.length ? "What do you do next?" : "What do you do?",
      hint: "Choose one. You cannot take a step back.",
      options: links.map((link) => ({ id: link.id, html: link.label })),
    });
    part.form = new AnswerForm({
      groups: [group],
      heading: titleOf(view),
      action: "Do this",
      onChange: changed,
      onAnswer: () => answer([...walk, ...group.chosen]),
    });
    ahead.replaceChildren(part.form.form);
  }

  /**
   * The step just taken is told in full below those before it. Who comes back to a story that is
   * over finds all its steps in one list.
   */
  function show(state, note, fresh) {
    const focused = ahead.contains(document.activeElement);
    const last = state.feedback && !fresh ? null : state.steps.at(-1);
    const listed = last ? state.steps.slice(0, -1) : state.steps;
    past.replaceChildren(...(listed.length ? way(listed, Boolean(state.feedback)) : []));
    chose.replaceChildren(...(last ? choseParts(last) : []));
    chose.hidden = !last;
    if (state.next) ask(state.response, state.next.links);
    else ahead.replaceChildren();
    section.dataset.done = String(state.done);
    status.replaceChildren(
      ...[
        note && el("p", { text: note }),
        last && verdict(last),
        last && words(last.html),
        state.feedback && feedbackBox(state.feedback),
      ].filter(Boolean),
    );
    rules.replaceChildren((last && clauseList(last.clauses, last.tone === "good")) ?? "");
    if (fresh && last) bringIntoView(chose, focused);
  }

  return part;
}

function choseParts(step) {
  return [el("span", { class: "rr-label", text: "You chose: " }), el("span", { html: step.label })];
}

/** How good a choice was, apart from what it led to: that is the story, which goes on. */
function verdict({ tone }) {
  const { sign, words: said } = TONES[tone];
  return el(
    "div",
    { class: `rr-box rr-tone rr-${sign}` },
    el("p", { class: "rr-verdict" }, icon(sign), el("strong", { text: said })),
  );
}

/**
 * Steps in short, what each led to and its rules folded into it. Of a story that is over, what
 * could have gone better lies open.
 */
function way(steps, over) {
  return [
    el("p", { class: "rr-label", text: over ? "The way you took" : "The way you took so far" }),
    el(
      "ol",
      { class: "rr-replay", role: "list" },
      steps.map((step) =>
        el(
          "li",
          { class: `rr-${TONES[step.tone].sign}` },
          over && step.tone !== "good"
            ? [folded(step, true), ruleLines(step.clauses)]
            : folded(step, false, clauseList(step.clauses)),
        ),
      ),
    ),
  ];
}

function folded(step, open, ...more) {
  return el(
    "details",
    { open },
    el("summary", {}, icon(TONES[step.tone].sign), inShort(step)),
    el("div", { class: "rr-outcome" }, words(step.html), more),
  );
}

function inShort(step) {
  return el(
    "span",
    {},
    el("span", { class: "rr-step", html: step.label }),
    " ",
    el("span", { class: "rr-led", text: TONES[step.tone].words }),
  );
}

/** The clauses behind a step, as briefly as can be. */
function ruleLines(clauses) {
  return clauses.map(({ id, text }) =>
    el(
      "p",
      { class: "rr-rule", "data-clause": id },
      el("span", { class: "rr-label", text: "The rule: " }),
      el("span", { html: text }),
      " ",
      el("span", { class: "rr-clause-id", text: `(${id})` }),
    ),
  );
}

/** About as high as the bar at the top of a lesson, in pixels. */
const BAR = 64;

/** The reader looks at what they chose and, below it, at what it led to. */
function bringIntoView(chose, takeFocus) {
  if (takeFocus) chose.focus({ preventScroll: true });
  const { top } = chose.getBoundingClientRect();
  if (top < BAR || top > window.innerHeight / 2) {
    chose.scrollIntoView({ block: "start", behavior: "instant" });
  }
}
