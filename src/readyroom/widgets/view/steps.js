// Steps to be put in order, with two buttons each: no dragging, so a thumb, a keyboard and a
// switch get there the same way.

import { el } from "./dom.js";
import { Group } from "./group.js";

/** A list of steps that the reader moves. It counts as answered once a step was moved. */
export class StepList extends Group {
  #moved = false;
  #items;

  constructor({ steps, ...question }) {
    super(question);
    this.#items = new Map(steps.map((step) => [step.id, this.#item(step)]));
    this.list = el("ol", { class: "rr-steps", role: "list" }, [...this.#items.values()]);
    this.told = el("p", { class: "rr-spoken", "aria-live": "polite" });
    this.element.append(this.list, this.told);
    this.#setEnds();
  }

  get controls() {
    return [...this.list.querySelectorAll("button:enabled")];
  }

  /** The ids of the steps from first to last, once one of them was moved. */
  get chosen() {
    return this.#moved ? this.#order.map((item) => item.dataset.step) : [];
  }

  /** The id of a step's place on the page. */
  idOf(step) {
    return `${this.id}-${step}`;
  }

  /** Puts the steps in this order, if it is one of these very steps. */
  choose(ids) {
    const items = ids.map((id) => this.#items.get(id));
    if (new Set(items).size !== this.#items.size || items.includes(undefined)) return;
    this.list.replaceChildren(...items);
    this.#moved = true;
    this.#setEnds();
  }

  /** Shows the steps in this order and takes the buttons away. */
  lock(ids) {
    this.settle();
    this.choose(ids);
    this.told.remove();
    for (const moves of this.list.querySelectorAll(".rr-moves")) moves.remove();
  }

  /** Says below a step whether it stands in its place, and what there is to know of it. */
  remark(id, { right, words, html = "" }) {
    const item = this.#items.get(id);
    item.classList.add(right ? "rr-right" : "rr-missed");
    item.querySelector(".rr-remark")?.remove();
    if (!words && !html) return;
    item.append(
      el(
        "div",
        { class: "rr-remark" },
        words && el("p", { class: "rr-tag", text: words }),
        html && el("div", { class: "rr-words", html }),
      ),
    );
  }

  get #order() {
    return [...this.list.children];
  }

  #item({ id, html }) {
    const words = el("div", { class: "rr-step-words", html });
    const item = el("li", { class: "rr-step-item", "data-step": id, id: this.idOf(id) }, words);
    const button = (name, way) => {
      const made = el("button", {
        type: "button",
        class: "rr-move",
        "data-way": way,
        "aria-label": `${name}: ${words.textContent}`,
        text: name,
      });
      made.addEventListener("click", () => this.#move(item, made));
      return made;
    };
    item.append(
      el("div", { class: "rr-moves" }, button("Move up", "up"), button("Move down", "down")),
    );
    return item;
  }

  /** It is the neighbour that changes its place in the page, so the pressed button keeps the focus. */
  #move(item, button) {
    const up = button.dataset.way === "up";
    const neighbour = up ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    const top = button.getBoundingClientRect().top;
    if (up) item.after(neighbour);
    else item.before(neighbour);
    this.#moved = true;
    const order = this.#order;
    const place = order.indexOf(item) + 1;
    const isLast = place === (up ? 1 : order.length);
    // Before the button is switched off: a button that is off loses the focus.
    if (isLast) (up ? button.nextElementSibling : button.previousElementSibling).focus();
    this.#setEnds();
    // The button stays under the pointer, so that it can be pressed again.
    window.scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
    this.#tell(`Moved to position ${place} of ${order.length}`);
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #setEnds() {
    const order = this.#order;
    for (const button of this.list.querySelectorAll("button")) {
      const end = button.dataset.way === "up" ? order[0] : order.at(-1);
      button.disabled = end.contains(button);
    }
  }

  /** The same words again would not be read out, so they end in a space of another kind. */
  #tell(words) {
    this.told.textContent = this.told.textContent === words ? `${words}\u00a0` : words;
  }
}
