// The form that checks an answer: its questions, the button, and what takes the button's place.

import { confidenceGroup, saidOfConfidence } from "./confidence.js";
import { el } from "./dom.js";

/**
 * A form over one or more groups, below the heading with the id `heading`. `onAnswer` is called with the reader's sureness, if they told
 * it, once each group has a choice; `onChange` whenever a choice changes. `body` is what the form
 * holds, when that is more than the groups. With `sureOf` (an activity's id) it asks how sure the
 * reader is. `action` is what its button says.
 */
export class AnswerForm {
  constructor({ groups, body, sureOf, heading, action = "Check my answer", onAnswer, onChange }) {
    this.groups = groups;
    this.sureness = sureOf ? confidenceGroup(sureOf) : null;
    this.button = el("button", {
      type: "submit",
      class: "rr-button",
      // On a page of many such buttons, which of them this is.
      "aria-describedby": heading,
      text: action,
    });
    // Takes the focus over when the button goes, so that a keyboard reader keeps their place.
    this.done = el("p", { class: "rr-done", tabindex: "-1", hidden: true });
    this.form = el(
      "form",
      { novalidate: true, autocomplete: "off" },
      body ?? groups.map((group) => group.element),
      this.sureness?.element,
      this.button,
      this.done,
    );
    this.form.addEventListener("change", onChange);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.busy && this.#complete()) onAnswer(this.sureness?.chosen[0]);
    });
  }

  get busy() {
    return this.button.getAttribute("aria-disabled") === "true";
  }

  set busy(waiting) {
    this.button.setAttribute("aria-disabled", String(waiting));
  }

  /** What is chosen so far, by group: what a draft holds. */
  get choices() {
    const chosen = this.#asked.map((group) => [group.key, group.chosen]);
    return Object.fromEntries(chosen.filter(([, values]) => values.length));
  }

  /** Puts a draft's choices back; a form that is closed keeps what it shows. */
  restore(draft) {
    if (this.closed) return;
    for (const group of this.#asked) {
      if (Array.isArray(draft[group.key])) group.choose(draft[group.key]);
    }
    this.#asked.find((group) => group.chosen.length)?.recall();
  }

  get closed() {
    return !this.form.contains(this.button);
  }

  /** Takes the button away and says why it is gone. */
  close(message, confidence) {
    const focused = this.form.contains(document.activeElement);
    this.button.remove();
    this.sureness?.element.remove();
    this.form.classList.add("rr-closed");
    this.done.textContent = [message, saidOfConfidence(confidence)].filter(Boolean).join(" ");
    this.done.hidden = false;
    if (focused) this.done.focus({ preventScroll: true });
  }

  get #asked() {
    return this.sureness ? [...this.groups, this.sureness] : this.groups;
  }

  /** Whether every group has a choice. Leads to the first that has none, and tells how many. */
  #complete() {
    const empty = this.groups.filter((group) => !group.chosen.length);
    for (const group of this.groups) group.complain(empty.includes(group) ? group.missing : "");
    const [first] = empty;
    if (!first) return true;
    if (this.groups.length > 1) {
      const are = empty.length === 1 ? "is" : "are";
      const count = `${empty.length} of ${this.groups.length} ${are} still open`;
      first.complain(`${first.missing} (${count})`);
    }
    first.focus();
    return false;
  }
}
