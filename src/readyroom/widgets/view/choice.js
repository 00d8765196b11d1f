// A question with one right option, or with several.

import { el, changeInPlace } from "./dom.js";
import { feedbackBox } from "./feedback.js";
import { AnswerForm, OptionGroup } from "./form.js";
import { frame, idOf, refuse } from "./frame.js";

/** Draws the question; gives back how to show a state, a refusal, and that it waits. */
export function drawChoice({ view, root, answer }) {
  const { section, status } = frame(view, root);
  const { before, legend } = splitStem(view.stem);
  const group = new OptionGroup({
    id: idOf(view),
    legend: legend || "Your answer",
    hint: view.multiple ? "Choose all that apply." : "Choose one.",
    options: view.options,
    multiple: view.multiple,
  });
  const form = new AnswerForm([group], () =>
    answer(view.multiple ? group.chosen : group.chosen[0]),
  );
  section.append(...before, form.form, status);

  function show({ response, feedback }, note, fresh) {
    const chosen = [response].flat();
    const change = () => {
      group.lock(chosen);
      for (const [id, option] of Object.entries(feedback.options)) {
        group.remark(id, { ...option, chosen: chosen.includes(id) });
      }
      form.close(note || "Your answer is saved.");
    };
    if (fresh) changeInPlace(form.button, change, form.done);
    else change();
    section.dataset.done = "true";
    status.replaceChildren(feedbackBox(feedback, spoken(chosen, feedback)));
  }

  return { show, refuse: (message) => refuse(status, message), form };
}

/**
 * The remarks on the chosen options once more, for the announcement alone: beside the options
 * they are read by eye, but no screen reader would come across them by itself.
 */
function spoken(chosen, feedback) {
  const html = chosen.map((id) => feedback.options[id]?.html ?? "").join("");
  return html && el("div", { class: "rr-spoken", html });
}

/**
 * What a stem asks becomes the legend, what it tells goes before: the legend is read out with
 * every option, so it is short. `Two families agreed. What now?` asks only `What now?`
 */
function splitStem(html) {
  const stem = el("div", { html });
  const last = stem.lastElementChild;
  if (last?.tagName !== "P") return { before: [words(html)], legend: "" };
  const [, told, asked] = last.innerHTML.match(LAST_QUESTION) ?? [null, "", last.innerHTML];
  if (told) last.innerHTML = told;
  else last.remove();
  return { before: stem.childElementCount ? [words(stem.innerHTML)] : [], legend: asked };
}

/** All up to the last full stop, and a question after it that holds no markup. */
const LAST_QUESTION = /^(.*[.!?:][”’")]?)\s+([^.!?<>]+\?)$/s;

const words = (html) => el("div", { class: "rr-words", html });
