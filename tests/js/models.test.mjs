import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Models } from "../../src/readyroom/widgets/view/models.js";
import { Line, openBrowser } from "./browser.mjs";

const widget = () => ({
  state: { _model_module: "anywidget", view: { slug: "who" }, progress: { answered: 0 } },
});
const layout = () => ({ state: { _model_module: "@jupyter-widgets/base" } });

let line;
let models;
let ready;
let out;

beforeEach(() => {
  openBrowser();
  line = new Line();
  out = [];
  models = new Models(line, (id, content) => out.push([id, content]));
  ready = 0;
  models.addEventListener("ready", () => {
    ready += 1;
  });
});

const update = (id, state) =>
  line.hear("comm_msg", { comm_id: id, data: { method: "update", state } });

/** Opens the line and lets the kernel show its widgets. */
function fill(states = { w: widget(), l: layout() }) {
  line.open();
  const control = line.sent[0].comm_id;
  line.hear("comm_msg", { comm_id: control, data: { method: "update_states", states } });
  return control;
}

test("the kernel is asked for its widgets over one comm, as its control protocol wants it", () => {
  line.open();
  const [opening, asking] = line.sent;
  assert.equal(opening.type, "comm_open");
  assert.equal(opening.target_name, "jupyter.widget.control");
  assert.equal(asking.type, "comm_msg");
  assert.equal(asking.comm_id, opening.comm_id);
  assert.deepEqual(asking.data, { method: "request_states" });
});

test("a line that breaks before the widgets are here asks again, one that breaks later does not", () => {
  line.open();
  line.drop();
  fill();
  assert.equal(ready, 1);
  const { length } = line.sent;
  line.drop();
  line.open();
  assert.equal(line.sent.length, length);
});

test("the widgets are there with their states once the kernel has shown them", () => {
  assert.equal(models.get("w"), undefined);
  fill();
  assert.deepEqual(models.get("w").get("view"), { slug: "who" });
});

test("a widget that is not one of ours is not drawn", () => {
  fill();
  assert.equal(models.get("l"), undefined);
  assert.equal(models.get("nothing"), undefined);
});

test("states that come twice are taken over once", () => {
  const control = fill();
  const model = models.get("w");
  const states = { w: widget() };
  line.hear("comm_msg", { comm_id: control, data: { method: "update_states", states } });
  assert.equal(models.get("w"), model);
  assert.equal(ready, 1);
});

test("an update changes what the model holds and tells who listens to that", () => {
  fill();
  const model = models.get("w");
  const heard = [];
  model.on("change:view", () => heard.push("view"));
  model.on("change:progress", () => heard.push(model.get("progress").answered));
  update("w", { progress: { answered: 1 } });
  assert.deepEqual(heard, [1]);
});

test("what is said to an unknown widget is not heard", () => {
  fill();
  update("nothing", { view: {} });
  line.hear("comm_msg", { comm_id: "nothing", data: { method: "custom", content: {} } });
  line.hear("status", { execution_state: "idle" });
  assert.equal(models.get("nothing"), undefined);
});

test("a message of the kernel reaches the widget that it is for", () => {
  fill({ w: widget(), v: widget() });
  const heard = [];
  for (const id of ["v", "w"]) {
    models.get(id).on("msg:custom", (content) => heard.push([id, content]));
  }
  const content = { kind: "marked", id: "id-1" };
  line.hear("comm_msg", { comm_id: "w", data: { method: "custom", content } });
  assert.deepEqual(heard, [["w", content]]);
});

test("a message of a widget is passed on with its id", () => {
  fill();
  models.get("w").send({ kind: "answer" });
  assert.deepEqual(out, [["w", { kind: "answer" }]]);
});

test("a value that is set here changes this copy alone", () => {
  fill();
  const sent = line.sent.length;
  const model = models.get("w");
  let heard = 0;
  model.on("change:view", () => {
    heard += 1;
  });
  model.set("view", { slug: "who", home: "/" });
  model.save_changes();
  assert.deepEqual(model.get("view"), { slug: "who", home: "/" });
  assert.equal(heard, 1);
  assert.equal(line.sent.length, sent);
});

test("who listens no longer is not told: one, all of an event, or everybody", () => {
  fill();
  const model = models.get("w");
  const heard = [];
  const first = () => heard.push("first");
  const second = () => heard.push("second");
  const listen = () => {
    heard.length = 0;
    model.off();
    model.on("change:view", first);
    model.on("change:view", second);
  };
  listen();
  model.off("change:view", first);
  update("w", { view: {} });
  assert.deepEqual(heard, ["second"]);
  listen();
  model.off("change:view");
  update("w", { view: {} });
  assert.deepEqual(heard, []);
  listen();
  model.off();
  update("w", { view: {} });
  assert.deepEqual(heard, []);
});

test("a widget that the kernel makes later is there as well", () => {
  fill();
  line.hear("comm_open", { comm_id: "n", target_name: "jupyter.widget", data: widget() });
  line.hear("comm_open", { comm_id: "x", target_name: "something.else", data: widget() });
  assert.deepEqual(models.get("n").get("view"), { slug: "who" });
  assert.equal(models.get("x"), undefined);
});

test("a widget that the kernel closes is told so, and is heard and told no more", () => {
  fill();
  const model = models.get("w");
  const heard = [];
  model.on("closed", () => heard.push("closed"));
  model.on("change:view", () => heard.push("view"));
  line.hear("comm_close", { comm_id: "w", data: {} });
  line.hear("comm_close", { comm_id: "nothing", data: {} });
  update("w", { view: {} });
  assert.deepEqual(heard, ["closed"]);
  assert.equal(models.get("w"), undefined);
});
