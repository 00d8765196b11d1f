// The kernel's widgets as the player sees them (anywidget's model interface), without JupyterLab.

import { newId } from "./dom.js";

const CONTROL = "jupyter.widget.control";
const WIDGET = "jupyter.widget";

/** One widget's state here; the kernel's copy is the one that counts. */
class Model {
  #state;
  #listeners = new Map();
  #send;

  constructor(state, send) {
    this.#state = state;
    this.#send = send;
  }

  get(name) {
    return this.#state[name];
  }

  /** Changes this copy only: our kernel takes over nothing that a browser says of a trait. */
  set(name, value) {
    this.#state[name] = value;
    this.emit(`change:${name}`);
  }

  save_changes() {}

  on(event, listener) {
    const known = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, [...known, listener]);
  }

  off(event, listener) {
    if (!event) this.#listeners.clear();
    else if (!listener) this.#listeners.delete(event);
    else {
      const known = this.#listeners.get(event) ?? [];
      this.#listeners.set(
        event,
        known.filter((other) => other !== listener),
      );
    }
  }

  emit(event, ...details) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...details);
  }

  send(content) {
    this.#send(content);
  }
}

/** All widgets of one kernel, by id. Event "ready" once their states are here. */
export class Models extends EventTarget {
  #line;
  #models = new Map();
  #control = newId();
  #ready = false;

  /** `send(modelId, content)` passes a player's message on. */
  constructor(line, send) {
    super();
    this.#line = line;
    this.send = send;
    line.addEventListener("open", () => this.#ask());
    line.addEventListener("message", (event) => this.#receive(event.detail));
  }

  /** The model of that id, if it is one of ours. */
  get(id) {
    const model = this.#models.get(id);
    return model?.get("_model_module") === "anywidget" ? model : undefined;
  }

  #ask() {
    if (this.#ready) return;
    const opening = { comm_id: this.#control, target_name: CONTROL, data: {} };
    this.#line.send("comm_open", opening, { version: "1.0.0" });
    this.#line.send("comm_msg", { comm_id: this.#control, data: { method: "request_states" } });
  }

  #receive({ type, content }) {
    if (type === "comm_open") this.#opened(content);
    else if (type === "comm_close") this.#closed(content.comm_id);
    else if (type === "comm_msg") this.#told(content);
  }

  #told({ comm_id: id, data }) {
    if (id === this.#control && data.method === "update_states") this.#fill(data.states);
    else if (data.method === "update") this.#update(id, data.state);
    else if (data.method === "custom") this.#models.get(id)?.emit("msg:custom", data.content, []);
  }

  #fill(states) {
    if (this.#ready) return;
    for (const [id, { state }] of Object.entries(states)) this.#add(id, state);
    this.#ready = true;
    this.dispatchEvent(new Event("ready"));
  }

  #add(id, state) {
    this.#models.set(id, new Model(state, (content) => this.send(id, content)));
  }

  /** A widget that the kernel made after it was asked for all that it has. */
  #opened({ comm_id: id, target_name: target, data }) {
    if (this.#ready && target === WIDGET && !this.#models.has(id)) this.#add(id, data.state);
  }

  /** The kernel has closed a widget: it hears nothing any more, and its place is told so. */
  #closed(id) {
    const model = this.#models.get(id);
    this.#models.delete(id);
    model?.emit("closed");
  }

  #update(id, state) {
    const model = this.#models.get(id);
    if (!model) return;
    for (const [name, value] of Object.entries(state)) model.set(name, value);
  }
}
