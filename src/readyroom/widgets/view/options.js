// Questions as native radios and checkboxes.

import { el } from "./dom.js";
import { Group } from "./group.js";

const LABELS = {
  right: "Your answer, and it is right",
  wrong: "Your answer, but not right",
  missed: "The right answer",
};

/**
 * Radios, or checkboxes when `multiple`. Each option's words are HTML.
 *
 * `layout`: "list" has a row for each option; "row", "pair" and "scale" put short ones side by
 * side where there is room. `labels` are the words for an option once the answer is in.
 */
export class OptionGroup extends Group {
  constructor({ options, multiple = false, layout = "list", labels = LABELS, ...question }) {
    super(question);
    this.multiple = multiple;
    this.labels = labels;
    this.options = new Map(options.map((option) => [option.id, option]));
    this.rows = new Map(options.map((option) => [option.id, this.#row(option)]));
    this.element.append(
      el("div", { class: `rr-options rr-${layout}` }, [...this.rows.values()]),
    );
  }

  get controls() {
    return [...this.element.querySelectorAll("input")];
  }

  /** The ids of the chosen options, in the order of the page. */
  get chosen() {
    return this.controls.filter((input) => input.checked).map((input) => input.value);
  }

  /** Chooses these options; what is no option here is passed over. */
  choose(values) {
    for (const input of this.controls) input.checked = values.includes(input.value);
  }

  /** Shows these options as chosen and takes no further choice. */
  lock(chosen) {
    this.settle();
    this.choose(chosen);
    for (const input of this.controls) input.disabled = true;
  }

  /** Says below an option what there is to know of it once the answer is in. */
  remark(id, { chosen, right, html = "" }) {
    const row = this.rows.get(id);
    const label = this.#label(chosen, right);
    if (!row || (!label && !html)) return;
    this.#tint(row, chosen, right);
    row.querySelector(".rr-remark")?.remove();
    const note = el(
      "div",
      { class: "rr-remark", id: `${row.id}-remark` },
      label && el("p", { class: "rr-tag", text: label }),
      html && el("div", { class: "rr-words", html }),
    );
    row.append(note);
    row.querySelector("input").setAttribute("aria-describedby", note.id);
  }

  /** Locks a question with one right option, and says below it which that is and why. */
  verdict(chosen, right, html) {
    this.lock([chosen]);
    for (const [id, row] of this.rows) this.#tint(row, id === chosen, id === right);
    const name = this.options.get(right)?.html;
    const words = chosen === right ? "Right" : `Not right. The right answer: ${name}`;
    this.judge({ right: chosen === right, words, html });
  }

  #tint(row, chosen, right) {
    row.classList.toggle("rr-right", right);
    row.classList.toggle("rr-missed", chosen && !right);
  }

  #row({ id, html }) {
    const rowId = `${this.id}-${id}`;
    return el(
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
  }

  #label(chosen, right) {
    if (chosen) return right ? this.labels.right : this.labels.wrong;
    if (!right) return "";
    return this.multiple ? "Right, but not chosen" : this.labels.missed;
  }
}
