// Choices that are not checked yet: the newest of each activity goes to the server as it is made.
//
// They go by HTTP and not over the kernel's line: a kernel ends with its page, and a request that
// is kept alive does not. Each says whose it is, of which attempt and text (its tag), and how long
// ago it was made, so that the server passes over what has become wrong or stale on the way.

import { signedForm } from "./dom.js";

/** After how long a server in trouble is asked again. */
const AGAIN = 3000;

/** Accepted, but not stored: the server says so while its recorder is away. */
const NOT_YET = 202;

export class Drafts {
  #line;
  #address;
  #open = new Map();

  /** `line` tells when it is worth while to try again; `address` takes drafts of this lesson. */
  constructor(line, address) {
    this.#line = line;
    this.#address = address;
    const sendAll = () => [...this.#open.keys()].forEach((slug) => this.#send(slug));
    line.addEventListener("open", sendAll);
    line.addEventListener("gone", sendAll);
    window.addEventListener("pagehide", sendAll);
  }

  /** Sends what is chosen in an activity, and keeps it until it has arrived. */
  keep(slug, tag, choices) {
    this.forget(slug);
    this.#open.set(slug, { tag, choices, made: Date.now() });
    this.#send(slug);
  }

  /** Drops the draft of an activity: there is a newer one, or an answer. */
  forget(slug) {
    this.#halt(slug);
    this.#open.delete(slug);
  }

  async #send(slug) {
    this.#halt(slug);
    const draft = this.#open.get(slug);
    draft.way = new AbortController();
    const { signal } = draft.way;
    const status = await this.#post(slug, draft, signal);
    if (signal.aborted) return;
    // What the server will not have, it will not have the next time either.
    if (status && status < 500 && status !== NOT_YET) this.#open.delete(slug);
    else if (this.#line.isOpen || this.#line.gone) {
      draft.timer = setTimeout(() => this.#send(slug), AGAIN);
    }
  }

  /** The status of the reply; 0 when there is none. */
  async #post(slug, { tag, choices, made }, signal) {
    const body = signedForm({
      activity: slug,
      tag,
      choices: JSON.stringify(choices),
      age: Math.max(0, Date.now() - made),
    });
    try {
      const how = { method: "POST", body, signal, keepalive: true };
      return (await fetch(this.#address, how)).status;
    } catch {
      return 0;
    }
  }

  #halt(slug) {
    const { way, timer } = this.#open.get(slug) ?? {};
    way?.abort();
    clearTimeout(timer);
  }
}
