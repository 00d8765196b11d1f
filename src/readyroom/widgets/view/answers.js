// Answers on their way: none is forgotten before the server has said that it is stored.

const PATIENCE = 5000;
const OVERDUE = 12000;
const AGAIN = 3000;
const SHOW_SAVING = 200;

const WAITING = "No connection: your last answer is not saved yet, we keep trying";
const OFFLINE = "No connection: your checked answers are safe, we keep trying";
const NOT_SAVED = "Your last answer is not saved: reload the page";

export class Answers {
  #line;
  #tell;
  #clock;
  #open = new Map();
  #timers = [];
  #lastSaved = "";

  /** `tell(text, trouble)` shows the save state; `clock(utc)` turns a time into the words for it. */
  constructor(line, { tell, clock }) {
    this.#line = line;
    this.#tell = tell;
    this.#clock = clock;
    line.addEventListener("open", () => this.#sendAll());
    line.addEventListener("down", () => this.#tellWaiting());
    line.addEventListener("gone", () => this.#stop());
  }

  get waiting() {
    return this.#open.size > 0;
  }

  /** Sends a player's answer and keeps it until it is settled. */
  keep(modelId, content) {
    this.#open.set(content.id, { modelId, content });
    this.#deliver(modelId, content);
    this.#watch();
    // Most answers are back sooner than one could read it.
    if (this.#line.isOpen) {
      this.#timers.push(setTimeout(() => this.#tell("Saving…", false), SHOW_SAVING));
    }
  }

  /** Takes in what the kernel says of an answer. */
  settle(message) {
    if (!this.#open.has(message.id)) return;
    if (message.code === "unreachable") {
      this.#stop();
      this.#tellWaiting();
      this.#timers = [setTimeout(() => this.#sendAll(), AGAIN)];
      return;
    }
    this.#open.delete(message.id);
    if (this.#open.size) return;
    this.#stop();
    if (message.kind === "marked") this.#lastSaved = `Saved ${this.#clock(message.saved_utc)}`;
    this.#tell(this.#lastSaved, false);
  }

  #deliver(modelId, content) {
    return this.#line.send("comm_msg", {
      comm_id: modelId,
      data: { method: "custom", content },
    });
  }

  #sendAll() {
    for (const { modelId, content } of this.#open.values()) this.#deliver(modelId, content);
    if (this.#open.size) this.#watch();
    else this.#tell(this.#lastSaved, false);
  }

  /** Says how it stands: waiting, and when an answer is overdue, a new line is tried. */
  #watch() {
    this.#stop();
    if (!this.#line.isOpen) {
      this.#tellWaiting();
      return;
    }
    this.#timers = [
      setTimeout(() => this.#tellWaiting(), PATIENCE),
      setTimeout(() => this.#line.doubt(), OVERDUE),
    ];
  }

  #tellWaiting() {
    this.#tell(this.#line.gone ? NOT_SAVED : this.waiting ? WAITING : OFFLINE, true);
  }

  #stop() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
  }
}
