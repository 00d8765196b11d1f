import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Answers } from "../../src/readyroom/widgets/view/answers.js";
import { Line, openBrowser, pass } from "./browser.mjs";

const FIRST = { kind: "answer", id: "id-1", response: "a" };
const SECOND = { kind: "answer", id: "id-2", response: "b" };
const WAITING = "No connection: your last answer is not saved yet, we keep trying";
const SAVED = { kind: "marked", saved_utc: "14:02" };
const UNREACHABLE = { kind: "refused", code: "unreachable" };

let line;
let answers;
let told;

beforeEach(() => {
  openBrowser();
  line = new Line();
  told = [];
  const tell = (text, trouble) => told.push(trouble ? `! ${text}` : text);
  answers = new Answers(line, { tell, clock: (utc) => utc });
});

test("an answer goes to its widget as it is", () => {
  answers.keep("widget-1", FIRST);
  assert.deepEqual(line.sent, [
    { type: "comm_msg", comm_id: "widget-1", data: { method: "custom", content: FIRST } },
  ]);
  assert.ok(answers.waiting);
});

test("an answer that is back at once is shown as saved, and never as being saved", async () => {
  answers.keep("widget-1", FIRST);
  await pass(100);
  answers.settle({ ...SAVED, id: "id-1" });
  await pass(60_000);
  assert.deepEqual(told, ["Saved 14:02"]);
  assert.ok(!answers.waiting);
  assert.equal(line.sent.length, 1);
  assert.equal(line.doubts, 0);
});

test("an answer that takes a moment is shown as being saved", async () => {
  answers.keep("widget-1", FIRST);
  await pass(200);
  assert.deepEqual(told, ["Saving…"]);
});

test("an answer that takes long is told so, and then the line is doubted", async () => {
  answers.keep("widget-1", FIRST);
  await pass(5000);
  assert.equal(told.at(-1), `! ${WAITING}`);
  assert.equal(line.doubts, 0);
  await pass(7000);
  assert.equal(line.doubts, 1);
});

test("an answer of before a break goes out again under the same id", async () => {
  answers.keep("widget-1", FIRST);
  line.drop();
  assert.equal(told.at(-1), `! ${WAITING}`);
  line.open();
  assert.deepEqual(line.contents, [FIRST, FIRST]);
  answers.settle({ ...SAVED, id: "id-1" });
  answers.settle({ ...SAVED, id: "id-1", saved_utc: "14:03" });
  assert.equal(told.at(-1), "Saved 14:02");
});

test("an answer given during a break waits for the line and goes out once", async () => {
  line.drop();
  answers.keep("widget-1", FIRST);
  await pass(60_000);
  assert.deepEqual(line.sent, []);
  assert.equal(told.at(-1), `! ${WAITING}`);
  line.open();
  assert.deepEqual(line.contents, [FIRST]);
});

test("answers of before a break go out in the order in which they were given", () => {
  line.drop();
  answers.keep("widget-2", SECOND);
  answers.keep("widget-1", FIRST);
  line.open();
  assert.deepEqual(line.contents, [SECOND, FIRST]);
});

test("what is settled is not sent again", () => {
  answers.keep("widget-1", FIRST);
  answers.keep("widget-2", SECOND);
  answers.settle({ ...SAVED, id: "id-1" });
  line.drop();
  line.open();
  assert.deepEqual(line.contents, [FIRST, SECOND, SECOND]);
});

test("nothing is called saved while another answer is still on its way", async () => {
  answers.keep("widget-1", FIRST);
  answers.keep("widget-2", SECOND);
  answers.settle({ ...SAVED, id: "id-1" });
  assert.deepEqual(told, []);
  answers.settle({ ...SAVED, id: "id-2", saved_utc: "14:03" });
  assert.deepEqual(told, ["Saved 14:03"]);
});

test("an answer that the recorder could not take is sent again after three seconds", async () => {
  answers.keep("widget-1", FIRST);
  answers.settle({ ...UNREACHABLE, id: "id-1" });
  assert.equal(told.at(-1), `! ${WAITING}`);
  assert.ok(answers.waiting);
  await pass(3000);
  assert.deepEqual(line.contents, [FIRST, FIRST]);
  answers.settle({ ...SAVED, id: "id-1" });
  await pass(60_000);
  assert.equal(told.at(-1), "Saved 14:02");
  assert.equal(line.sent.length, 2);
});

test("a refused answer is settled, and shows when the last one was saved", () => {
  answers.keep("widget-1", FIRST);
  answers.settle({ ...SAVED, id: "id-1" });
  answers.keep("widget-2", SECOND);
  answers.settle({ kind: "refused", code: "already-answered", id: "id-2" });
  assert.equal(told.at(-1), "Saved 14:02");
  assert.ok(!answers.waiting);
});

test("a break without an answer on its way says that the checked ones are safe", () => {
  line.drop();
  assert.equal(told.at(-1), "! No connection: your checked answers are safe, we keep trying");
  line.open();
  assert.equal(told.at(-1), "");
});

test("after a break the time of the last save is shown again", () => {
  answers.keep("widget-1", FIRST);
  answers.settle({ ...SAVED, id: "id-1" });
  line.drop();
  line.open();
  assert.equal(told.at(-1), "Saved 14:02");
});

test("a line that is given up leaves an answer unsaved, and says so from then on", async () => {
  answers.keep("widget-1", FIRST);
  line.giveUp();
  await pass(60_000);
  assert.equal(line.doubts, 0);
  answers.keep("widget-2", SECOND);
  assert.equal(told.at(-1), "! Your last answer is not saved: reload the page");
});

test("what the kernel says of an answer that is not this page's is not heard", () => {
  answers.settle({ ...SAVED, id: "another" });
  assert.deepEqual(told, []);
});
