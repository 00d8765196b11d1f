// The lesson player: draws one view into a place. An anywidget module; the page uses it as well.
//
// It sends { kind: "answer", response, id } and hears { kind: "marked" | "refused", id, … }.
// It marks nothing: what is right comes back with the answer.

import { drawChoice } from "./choice.js";
import { newId } from "./dom.js";
import { drawImage } from "./image.js";
import { drawScenario } from "./scenario.js";
import { drawSummary } from "./summary.js";

/** Bubbles up from an activity when it has shown an answer. */
const ANSWERED = "readyroom-answered";

const DRAW = { choice: drawChoice, scenario: drawScenario, image: drawImage };

function render({ model, el: root }) {
  const view = model.get("view");
  if (view.kind === "summary") return renderSummary(model, view, root);
  return renderActivity(model, view, root);
}

function renderSummary(model, view, root) {
  const show = drawSummary({ view, root });
  const refresh = () => show(model.get("progress"));
  model.on("change:progress", refresh);
  // The count may arrive before the answered activity is marked as done on the page.
  document.addEventListener(ANSWERED, refresh);
  refresh();
  return () => document.removeEventListener(ANSWERED, refresh);
}

function renderActivity(model, view, root) {
  let pending = null;
  let shown = "";
  const part = DRAW[view.kind]({ view, root, answer });

  function answer(response) {
    if (pending) return;
    pending = newId();
    part.form.busy = true;
    model.send({ kind: "answer", response, id: pending });
  }

  /** Shows a state once, however often and by whichever message it comes; whether it was new. */
  function display(state, note = "", fresh = false) {
    const text = JSON.stringify(state);
    if (text === shown) return false;
    shown = text;
    part.show(state, note, fresh);
    root.dispatchEvent(new CustomEvent(ANSWERED, { bubbles: true }));
    return true;
  }

  const hear = (message) => {
    if (message.id !== pending || message.code === "unreachable") return;
    pending = null;
    part.form.busy = false;
    const told = message.state && display(message.state, noteOn(message), true);
    if (!told && message.kind === "refused") part.refuse(message.error);
  };
  const refresh = () => {
    const { state } = model.get("view");
    if (state && !pending) display(state);
  };
  model.on("msg:custom", hear);
  model.on("change:view", refresh);
  refresh();
  return () => {
    model.off("msg:custom", hear);
    model.off("change:view", refresh);
  };
}

function noteOn(message) {
  if (message.kind !== "refused") return "";
  if (message.code !== "already-answered") return message.error;
  return "You answered this before. The answer on record stands.";
}

export default { render };
