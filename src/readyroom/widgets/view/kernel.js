// The line to the reader's kernel: Jupyter messages as JSON text over one WebSocket.
//
// It comes back by itself when it drops. It gives up when the server says that the kernel is not
// there or not the reader's, when the kernel stays silent, and when another page has taken over.

import { newId } from "./dom.js";

const PAUSES = [500, 1000, 2000, 4000, 8000, 15000];
const SILENCE = 12000;

/** A line that drops sooner than this counts as one that could not be made. */
const STEADY = 5000;
const DEAD = ["dead", "restarting", "autorestarting"];

/** What the server says of a kernel that is not there, or not this reader's. */
const REFUSED = [401, 403, 404, 410];

/** The code with which the server closes a line because the lesson was opened elsewhere. */
const OPENED_ELSEWHERE = 4001;

export class KernelLine extends EventTarget {
  /**
   * Events: "open", "down", "gone" (`detail.elsewhere`: another page has the lesson now), and
   * "message" with the Jupyter message in `detail`.
   */
  constructor({ baseUrl, kernelId }) {
    super();
    this.api = `${baseUrl}api/kernels/${kernelId}`;
    this.session = newId();
    this.failures = 0;
    this.heard = 0;
    this.gone = false;
    window.addEventListener("online", () => this.reconnect());
    document.addEventListener("visibilitychange", () => {
      // A phone that wakes up need not wait for the end of the pause.
      if (document.visibilityState === "visible" && this.timer) this.reconnect();
    });
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    if (this.gone) return;
    clearTimeout(this.timer);
    this.timer = null;
    const url = new URL(`${this.api}/channels`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("session_id", this.session);
    const socket = new WebSocket(url);
    let opened = Infinity;
    this.socket = socket;
    // A socket that was given up for a newer one has nothing more to say.
    const isCurrent = () => this.socket === socket;
    socket.addEventListener("open", () => {
      opened = Date.now();
      this.dispatchEvent(new Event("open"));
    });
    socket.addEventListener("message", (event) => {
      if (isCurrent()) this.#receive(event.data);
    });
    socket.addEventListener("close", ({ code }) => {
      if (!isCurrent()) return;
      if (code === OPENED_ELSEWHERE) this.#giveUp({ elsewhere: true });
      else this.#closed(Date.now() - opened >= STEADY, isCurrent);
    });
  }

  /** Drops the line, which may only look open, and makes a new one at once. */
  reconnect() {
    const old = this.socket;
    this.socket = null;
    old?.close();
    this.connect();
  }

  /**
   * To be called when an answer is overdue: the line may only look open. The kernel counts as
   * gone when the server disowns it, and when it stays silent on a new line too, though the
   * server has it: it hangs, and a reload brings a new one. A line that could not even be made
   * is no sign of that.
   */
  doubt() {
    const { heard } = this;
    this.reconnect();
    setTimeout(async () => {
      if (this.heard !== heard) return;
      const status = await this.#serverStatus();
      const silent = this.heard === heard && this.socket?.readyState <= WebSocket.OPEN;
      if (REFUSED.includes(status) || (status === 200 && silent)) this.#giveUp();
    }, SILENCE);
  }

  /** Sends a message on the shell channel; false when the line is down. */
  send(type, content, metadata = {}) {
    if (!this.isOpen) return false;
    const header = {
      msg_id: newId(),
      msg_type: type,
      username: "",
      session: this.session,
      date: new Date().toISOString(),
      version: "5.3",
    };
    const message = { channel: "shell", header, parent_header: {}, metadata, content, buffers: [] };
    this.socket.send(JSON.stringify(message));
    return true;
  }

  #receive(data) {
    // Binary frames carry buffers; none of our widgets has any.
    if (typeof data !== "string") return;
    this.heard += 1;
    const message = JSON.parse(data);
    const type = message.header?.msg_type ?? message.msg_type;
    if (type === "status" && DEAD.includes(message.content.execution_state)) this.#giveUp();
    else this.dispatchEvent(new CustomEvent("message", { detail: { ...message, type } }));
  }

  async #closed(steady, isCurrent) {
    if (this.gone) return;
    this.dispatchEvent(new Event("down"));
    this.failures = steady ? 0 : this.failures + 1;
    if (this.failures >= 2) {
      const status = await this.#serverStatus();
      if (!isCurrent()) return; // a new line was made while the server was asked
      if (REFUSED.includes(status)) {
        this.#giveUp();
        return;
      }
    }
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.timer = setTimeout(() => this.connect(), pause);
  }

  /**
   * What the server says of the kernel over plain HTTP, because a browser hides why a handshake
   * failed: 200 for a kernel of this reader's that is there, another status for one that is not,
   * or 0 when the server cannot be reached or is in trouble itself.
   */
  async #serverStatus() {
    try {
      const reply = await fetch(this.api, { redirect: "manual", cache: "no-store" });
      if (reply.type === "opaqueredirect") return 401; // sent to sign in
      return reply.status < 500 ? reply.status : 0;
    } catch {
      return 0;
    }
  }

  #giveUp({ elsewhere = false } = {}) {
    if (this.gone) return;
    this.gone = true;
    clearTimeout(this.timer);
    this.socket?.close();
    this.dispatchEvent(new CustomEvent("gone", { detail: { elsewhere } }));
  }
}
