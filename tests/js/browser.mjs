// The part of a browser that the page client needs: lines, timers, and a server to ask.

import { mock } from "node:test";

/** A WebSocket whose other end is the test. */
export class Socket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSED = 3;
  static all = [];

  static get last() {
    return Socket.all.at(-1);
  }

  readyState = Socket.CONNECTING;
  sent = [];

  constructor(url) {
    super();
    this.url = String(url);
    Socket.all.push(this);
  }

  send(text) {
    if (this.readyState !== Socket.OPEN) throw new Error("sent over a line that is not open");
    this.sent.push(JSON.parse(text));
  }

  close() {
    if (this.readyState !== Socket.CLOSED) this.drop(1005);
  }

  /** The server takes the line. */
  accept() {
    this.readyState = Socket.OPEN;
    this.dispatchEvent(new Event("open"));
  }

  /** The line ends. */
  drop(code = 1006) {
    this.readyState = Socket.CLOSED;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }

  /** The kernel says something. */
  say(type, content, header = { msg_type: type }) {
    const data = JSON.stringify({ header, content });
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  /** What was sent to the kernel's widgets, without the frame around it. */
  get messages() {
    return this.sent.map(({ content }) => content.data?.content ?? content.data?.method);
  }
}

/** Makes the browser anew; `server.status` is what it says of a kernel. */
export function openBrowser() {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  Socket.all = [];
  const server = { status: 200, type: "basic", asked: [] };
  globalThis.window = new EventTarget();
  globalThis.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  globalThis.location = { href: "https://training.example/learn/pictures" };
  globalThis.WebSocket = Socket;
  globalThis.fetch = async (url) => {
    server.asked.push(String(url));
    if (server.status === "away") throw new TypeError("no server");
    return { status: server.status, type: server.type };
  };
  return server;
}

/** Lets time pass, and whatever waits for a promise go on. */
export async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await new Promise(setImmediate);
}

/** Shows or hides the page, as switching between apps does. */
export function show(visibilityState) {
  document.visibilityState = visibilityState;
  document.dispatchEvent(new Event("visibilitychange"));
}

/** A line to the kernel that is open or not, as the test says. */
export class Line extends EventTarget {
  isOpen = true;
  gone = false;
  sent = [];
  doubts = 0;

  send(type, content) {
    if (!this.isOpen) return false;
    this.sent.push({ type, ...content });
    return true;
  }

  doubt() {
    this.doubts += 1;
  }

  open() {
    this.isOpen = true;
    this.dispatchEvent(new Event("open"));
  }

  drop() {
    this.isOpen = false;
    this.dispatchEvent(new Event("down"));
  }

  giveUp() {
    this.isOpen = false;
    this.gone = true;
    this.dispatchEvent(new CustomEvent("gone", { detail: { elsewhere: false } }));
  }

  hear(type, content) {
    this.dispatchEvent(new CustomEvent("message", { detail: { type, content } }));
  }

  /** What was sent to widgets, newest last. */
  get contents() {
    return this.sent.map(({ data }) => data.content);
  }
}
