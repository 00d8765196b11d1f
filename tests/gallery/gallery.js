// Draws the activities that the test has chosen, with the built player and a model without a kernel.

/** anywidget's model, as far as the player uses it; what is sent goes to the test. */
class Model {
  #traits;
  #listeners = new Map();

  constructor(traits) {
    this.#traits = traits;
  }

  get(name) {
    return this.#traits[name];
  }

  set(name, value) {
    this.#traits[name] = value;
    this.emit(`change:${name}`);
  }

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  off(event, listener) {
    const known = this.#listeners.get(event) ?? [];
    this.#listeners.set(
      event,
      known.filter((other) => other !== listener),
    );
  }

  emit(event, ...details) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...details);
  }

  /** As the kernel does: the message first, then the view with the new state. */
  async send(content) {
    const view = this.get("view");
    const message = await window.received(view.slug, content);
    if (!message) return;
    this.emit("msg:custom", message);
    if (message.state) this.set("view", { ...view, state: message.state });
  }
}

const { views } = await (await fetch("/views.json")).json();
const models = new Map();
for (const view of views) {
  const place = document.createElement("div");
  document.querySelector("main").append(place);
  const model = new Model({ view, progress: { answered: 0, of: views.length, finished: false } });
  models.set(view.slug, model);
  // As in JupyterLab, where each widget has a copy of the module to itself.
  const { default: player } = await import(`./player.js?${view.slug}`);
  player.render({ model, el: place });
}
window.models = models;
document.documentElement.dataset.lesson = "ready";
