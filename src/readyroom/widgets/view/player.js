// The lesson player: draws one view into a place. An anywidget module; the page uses it as well.
//
// It sends { kind: "answer", response, confidence, id } and hears { kind: "marked" | "refused",
// id, … }. It marks nothing: what is right comes back with the answer. What is chosen but not yet
// checked it sends as { kind: "draft", draft }, to which nobody replies.

import { drawChoice } from "./choice.js";
import { newId } from "./dom.js";
import { drawImage } from "./image.js";
import { drawOrder } from "./order.js";
import { drawReview } from "./review.js";
import { drawRewrite } from "./rewrite.js";
import { drawScenario } from "./scenario.js";
import { drawSort } from "./sort.js";
import { drawSummary } from "./summary.js";
import { nameTables } from "./tables.js";

/** Bubbles up from an activity when it has shown an answer. */
const ANSWERED = "readyroom-answered";

/** How long a reader may go on choosing before the draft is sent. */
const DRAFT_AFTER = 600;

const DRAW = {
  choice: drawChoice,
  scenario: drawScenario,
  image: drawImage,
  sort: drawSort,
  order: drawOrder,
  rewrite: drawRewrite,
  review: drawReview,
};

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
  let draftTimer = null;
  const part = DRAW[view.kind]({ view, root, answer, changed });
  nameTables(root);

  function answer(response, confidence) {
    if (pending) return;
    if (draftTimer) sendDraft(); // should the answer not get through, the choice is not lost
    pending = newId();
    part.form.busy = true;
    const sure = confidence ? { confidence } : {};
    model.send({ kind: "answer", response, ...sure, id: pending });
  }

  function changed() {
    forgetDraft();
    if (!pending) draftTimer = setTimeout(sendDraft, DRAFT_AFTER);
  }

  function sendDraft() {
    forgetDraft();
    model.send({ kind: "draft", draft: part.choices() });
  }

  function forgetDraft() {
    clearTimeout(draftTimer);
    draftTimer = null;
  }

  /** Who turns away from the page may not come back to it, so the draft goes out at once. */
  const leave = ({ type }) => {
    if (draftTimer && (type === "pagehide" || document.visibilityState === "hidden")) sendDraft();
  };

  /** Shows a state once, however often and by whichever message it comes; whether it was new. */
  function display(state, note = "", fresh = false) {
    const text = JSON.stringify(state);
    if (text === shown) return false;
    shown = text;
    forgetDraft();
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
  document.addEventListener("visibilitychange", leave);
  window.addEventListener("pagehide", leave);
  refresh();
  if (view.draft && !view.state?.done) part.restore(view.draft);
  return () => {
    forgetDraft();
    document.removeEventListener("visibilitychange", leave);
    window.removeEventListener("pagehide", leave);
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
