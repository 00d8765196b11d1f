// A branching story: choose, read what it leads to, choose again.

import { el, icon } from "./dom.js";
import { clauseList, feedbackBox } from "./feedback.js";
import { AnswerForm, OptionGroup } from "./form.js";
import { frame, idOf, refuse } from "./frame.js";

const TONES = {
  good: { words: "A good choice", sign: "right" },
  weak: { words: "There was a better choice", sign: "partly" },
  critical: { words: "A serious mistake", sign: "wrong" },
};

/** Draws the story; gives back how to show a state, a refusal, and that it waits. */
export function drawScenario({ view, root, answer }) {
  const { section, status } = frame(view, root);
  const past = el("div", { class: "rr-past" });
  // Takes the focus over from the form that goes, and names what is told below it.
  const chose = el("p", { class: "rr-chose", tabindex: "-1", hidden: true });
  const ahead = el("div", { class: "rr-ahead" });
  const part = { form: null, show, refuse: (message) => refuse(status, message) };
  section.append(el("div", { class: "rr-words", html: view.start.html }), past, chose, status, ahead);
  ask([], view.start.links);

  /** Puts the choices at hand after `walk`. */
  function ask(walk, links) {
    const group = new OptionGroup({
      id: `${idOf(view)}-step-${walk.length + 1}`,
      legend: walk.length ? "What do you do next?" : "What do you do?",
      hint: "Choose one. You cannot take a step back.",
      options: links.map((link) => ({ id: link.id, html: link.label })),
    });
    part.form = new AnswerForm([group], () => answer([...walk, ...group.chosen]));
    ahead.replaceChildren(part.form.form);
  }

  function show(state, note, fresh) {
    const focused = ahead.contains(document.activeElement);
    const last = state.steps.at(-1);
    const earlier = state.feedback ? [] : state.steps.slice(0, -1);
    past.replaceChildren(...(earlier.length ? way("The way you took so far", earlier) : []));
    if (last) {
      chose.replaceChildren(...(state.feedback && !fresh ? [OVER] : choseParts(last)));
      chose.hidden = false;
    }
    if (state.next) ask(state.response, state.next.links);
    else ahead.replaceChildren();
    section.dataset.done = String(state.done);
    tell(state, note, fresh);
    if (fresh && last) bringIntoView(chose, focused);
  }

  /**
   * Fills the status element once: with the consequence of the last step, and at the end with
   * the feedback and the way in short. Who comes back to a story that is over finds the last
   * consequence folded into the way like the others.
   */
  function tell({ steps, feedback }, note, fresh) {
    const last = steps.at(-1);
    if (!last) return;
    const open = fresh || !feedback;
    status.replaceChildren(
      ...[
        note && el("p", { text: note }),
        open && consequence(last),
        feedback && feedbackBox(feedback, way("The way you took", steps, open ? last : null)),
      ].filter(Boolean),
    );
  }

  return part;
}

const OVER = "The story is over.";

function choseParts(step) {
  return [el("span", { class: "rr-label", text: "You chose: " }), el("span", { html: step.label })];
}

function consequence(step) {
  const tone = TONES[step.tone];
  return el(
    "div",
    { class: `rr-box rr-${tone.sign}` },
    el("p", { class: "rr-verdict" }, icon(tone.sign), el("strong", { text: tone.words })),
    outcome(step),
  );
}

function outcome(step) {
  return [el("div", { class: "rr-words", html: step.html }), clauseList(step.clauses)];
}

/**
 * Steps in short: what one did and how good it was. What it led to is folded into each step but
 * `told`, which stands in full elsewhere.
 */
function way(title, steps, told = null) {
  return [
    el("p", { class: "rr-label", text: title }),
    el(
      "ol",
      { class: "rr-replay" },
      steps.map((step) =>
        el(
          "li",
          { class: `rr-${TONES[step.tone].sign}` },
          step === told ? inShort(step) : folded(step),
        ),
      ),
    ),
  ];
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

function folded(step) {
  return el(
    "details",
    {},
    el("summary", {}, inShort(step)),
    el("div", { class: "rr-outcome" }, outcome(step)),
  );
}

/** The reader looks at what they chose and, below it, at what it led to. */
function bringIntoView(chose, takeFocus) {
  if (takeFocus) chose.focus({ preventScroll: true });
  const { top } = chose.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) {
    chose.scrollIntoView({ block: "start", behavior: "instant" });
  }
}
