// What every question has, whatever one answers it with: a fieldset, a hint, an error, a verdict.

import { el, icon } from "./dom.js";

const RECALLED = "Filled in as you left it. Not checked yet.";

/**
 * A fieldset whose legend is its question.
 *
 * `base` and `key` make its id; `key` names it in a draft. `legend` is HTML; `hint` may be left
 * out. `missing` says what to do when it is not answered. Whoever extends it has `chosen` (a list
 * of ids, empty while it is unanswered), `choose(values)` and `controls`.
 */
export class Group {
  #flagged = null;

  constructor({ base, key, legend, hint, missing = "choose an option" }) {
    this.key = key;
    this.id = `${base}-${key}`;
    this.missing = missing;
    this.hint = hint && el("p", { class: "rr-hint", id: `${this.id}-hint`, text: hint });
    this.error = el("p", { class: "rr-error", id: `${this.id}-error`, hidden: true });
    this.element = el(
      "fieldset",
      { class: "rr-group", id: `${this.id}-question` },
      el("legend", { html: legend }),
      this.hint,
      this.error,
    );
    this.describe();
    this.element.addEventListener("change", () => this.complain(""));
  }

  /** Shows what is missing, or clears it when there is nothing to say. */
  complain(message) {
    this.error.textContent = message && `Error: ${message}`;
    this.error.hidden = !message;
    this.element.classList.toggle("rr-bad", Boolean(message));
    this.describe();
    this.#flag(message ? this.controls[0] : null);
  }

  /** Has the error read out at the control where the reader arrives: not all read the group's. */
  #flag(control) {
    for (const name of ["aria-invalid", "aria-describedby"]) this.#flagged?.removeAttribute(name);
    this.#flagged = control;
    control?.setAttribute("aria-invalid", "true");
    control?.setAttribute("aria-describedby", this.error.id);
  }

  /** Leads the reader here; the error is read out even to one who stands here already. */
  focus() {
    document.activeElement?.blur();
    this.controls[0].focus();
  }

  /** Says that the choices here are those of a draft: below them, so that they stay in place. */
  recall() {
    this.recalled = el("p", { class: "rr-hint", id: `${this.id}-recalled`, text: RECALLED });
    this.element.append(this.recalled);
    this.describe();
  }

  /** Takes no further choice. */
  settle() {
    this.complain("");
    this.hint?.remove();
    this.recalled?.remove();
    this.hint = this.recalled = null;
    this.describe();
  }

  /** Says below the question whether it was answered rightly, and what there is to know of it. */
  judge({ right, words, html = "" }) {
    this.element.querySelector(":scope > .rr-note")?.remove();
    this.element.append(
      el(
        "div",
        { class: `rr-note rr-${right ? "right" : "wrong"}` },
        el("p", { class: "rr-tag" }, icon(right ? "right" : "wrong"), el("span", { html: words })),
        html && el("div", { class: "rr-words", html }),
      ),
    );
  }

  describe() {
    const parts = [this.hint, this.recalled, this.error].filter((part) => part && !part.hidden);
    if (parts.length) {
      this.element.setAttribute("aria-describedby", parts.map((part) => part.id).join(" "));
    } else {
      this.element.removeAttribute("aria-describedby");
    }
  }
}
