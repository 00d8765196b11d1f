// Questions as native radios and checkboxes, and the form that checks an answer.

import { el } from "./dom.js";

/**
 * A fieldset of radios, or of checkboxes when `multiple`.
 * `legend` and each option's words are HTML. `hint` may be left out.
 */
export class OptionGroup {
  constructor({ id, legend, hint, options, multiple = false }) {
    this.id = id;
    this.rows = new Map();
    this.error = el("p", { class: "rr-error", id: `${id}-error`, hidden: true });
    this.fieldset = el(
      "fieldset",
      { class: "rr-group" },
      el("legend", { html: legend }),
      hint && el("p", { class: "rr-hint", id: `${id}-hint`, text: hint }),
      this.error,
    );
    this.multiple = multiple;
    for (const option of options) this.#addRow(option);
    this.#describe();
    this.fieldset.addEventListener("change", () => this.complain(""));
  }

  get inputs() {
    return [...this.fieldset.querySelectorAll("input")];
  }

  /** The ids of the chosen options, in the order of the page. */
  get chosen() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  /** Shows what is missing, or clears it when there is nothing to say. */
  complain(message) {
    this.error.textContent = message;
    this.error.hidden = !message;
    this.fieldset.classList.toggle("rr-bad", Boolean(message));
    this.#describe();
  }

  /** Shows these options as chosen and takes no further choice. */
  lock(chosen) {
    this.complain("");
    for (const input of this.inputs) {
      input.checked = chosen.includes(input.value);
      input.disabled = true;
    }
    this.fieldset.querySelector(".rr-hint")?.remove();
    this.#describe();
  }

  /** Says below an option what there is to know of it once the answer is in. */
  remark(id, { chosen, right, html = "" }) {
    const row = this.rows.get(id);
    const label = this.#remarkLabel(chosen, right);
    if (!row || (!label && !html)) return;
    row.classList.toggle("rr-right", right);
    row.classList.toggle("rr-missed", chosen && !right);
    const note = el(
      "div",
      { class: "rr-remark", id: `${row.id}-remark` },
      label && el("p", { class: "rr-tag", text: label }),
      html && el("div", { class: "rr-words", html }),
    );
    row.append(note);
    row.querySelector("input").setAttribute("aria-describedby", note.id);
  }

  #addRow({ id, html }) {
    const rowId = `${this.id}-${id}`;
    const row = el(
      "div",
      { class: "rr-option", id: `${rowId}-row` },
      el("input", {
        type: this.multiple ? "checkbox" : "radio",
        name: this.id,
        id: rowId,
        value: id,
        autocomplete: "off",
      }),
      el("label", { for: rowId, html }),
    );
    this.rows.set(id, row);
    this.fieldset.append(row);
  }

  #remarkLabel(chosen, right) {
    if (chosen) return right ? "Your answer, and it is right" : "Your answer, but not right";
    if (!right) return "";
    return this.multiple ? "Right, but not chosen" : "The right answer";
  }

  #describe() {
    const parts = [this.fieldset.querySelector(".rr-hint"), this.error].filter(
      (part) => part && !part.hidden,
    );
    if (parts.length) {
      this.fieldset.setAttribute("aria-describedby", parts.map((part) => part.id).join(" "));
    } else {
      this.fieldset.removeAttribute("aria-describedby");
    }
  }
}

/** A form over one or more groups; `onAnswer` is called once each of them has a choice. */
export class AnswerForm {
  constructor(groups, onAnswer) {
    this.groups = groups;
    this.button = el("button", { type: "submit", class: "rr-button", text: "Check my answer" });
    // Takes the focus over when the button goes, so that a keyboard reader keeps their place.
    this.done = el("p", { class: "rr-done", tabindex: "-1", hidden: true });
    this.form = el(
      "form",
      { novalidate: true, autocomplete: "off" },
      groups.map((group) => group.fieldset),
      this.button,
      this.done,
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.busy && this.#complete()) onAnswer();
    });
  }

  get busy() {
    return this.button.getAttribute("aria-disabled") === "true";
  }

  set busy(waiting) {
    this.button.setAttribute("aria-disabled", String(waiting));
  }

  /** Takes the button away and says why it is gone. */
  close(message) {
    const focused = this.form.contains(document.activeElement);
    this.button.remove();
    this.done.textContent = message;
    this.done.hidden = false;
    if (focused) this.done.focus({ preventScroll: true });
  }

  #complete() {
    const empty = this.groups.filter((group) => !group.chosen.length);
    for (const group of this.groups) {
      const message = group.multiple
        ? "Error: choose an option, or several"
        : "Error: choose an option";
      group.complain(empty.includes(group) ? message : "");
    }
    empty[0]?.inputs[0].focus();
    return !empty.length;
  }
}
