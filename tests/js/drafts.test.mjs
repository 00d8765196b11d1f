import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Drafts } from "../../src/readyroom/widgets/view/drafts.js";
import { Line, openBrowser, pass } from "./browser.mjs";

const A = { answer: ["a"] };
const B = { answer: ["b"] };

let line;
let drafts;
let sent;
let status;

/** The server's side: notes what comes, and replies with `status`; with none it is away. */
async function post(address, { method, body, signal, keepalive }) {
  const { choices, age, ...rest } = Object.fromEntries(body);
  sent.push({ address, method, keepalive, ...rest, choices: JSON.parse(choices), age: Number(age) });
  const reply = await status;
  if (signal.aborted) throw new DOMException("aborted", "AbortError");
  if (!reply) throw new TypeError("no server");
  return { status: reply };
}

const choices = () => sent.map((draft) => draft.choices);

beforeEach(() => {
  openBrowser();
  document.cookie = "_xsrf=2|token; other=1";
  globalThis.fetch = post;
  sent = [];
  status = 204;
  line = new Line();
  drafts = new Drafts(line, "/learn/pictures/draft");
});

test("a draft goes to the server with what it belongs to, and outlives its page", () => {
  drafts.keep("who", "tag-1", A);
  assert.deepEqual(sent, [
    {
      address: "/learn/pictures/draft",
      method: "POST",
      keepalive: true,
      _xsrf: "2|token",
      activity: "who",
      tag: "tag-1",
      choices: A,
      age: 0,
    },
  ]);
});

test("a draft that has arrived is not sent again: another device may have a newer one", async () => {
  drafts.keep("who", "tag-1", A);
  await pass(0);
  line.drop();
  line.open();
  window.dispatchEvent(new Event("pagehide"));
  await pass(60_000);
  assert.deepEqual(choices(), [A]);
});

test("a draft that was made during a break is sent when the line is back, and says its age", async () => {
  line.drop();
  status = 0;
  drafts.keep("who", "tag-1", A);
  await pass(60_000);
  assert.deepEqual(choices(), [A]);
  status = 204;
  line.open();
  assert.equal(sent.at(-1).age, 60_000);
  assert.deepEqual(choices(), [A, A]);
});

test("after a break only the newest draft of each activity is sent", async () => {
  line.drop();
  status = 0;
  drafts.keep("who", "tag-1", A);
  drafts.keep("what", "tag-2", A);
  drafts.keep("who", "tag-1", B);
  await pass(0);
  sent.length = 0;
  line.open();
  const newest = sent.map((draft) => [draft.activity, draft.tag, draft.choices]);
  assert.deepEqual(newest.sort(), [["what", "tag-2", A], ["who", "tag-1", B]]);
});

for (const trouble of [500, 202]) {
  test(`a server that says ${trouble} is asked again until it has the draft`, async () => {
    status = trouble;
    drafts.keep("who", "tag-1", A);
    await pass(0);
    await pass(3000);
    status = 204;
    await pass(3000);
    await pass(60_000);
    assert.deepEqual(sent.map(({ age }) => age), [0, 3000, 6000]);
  });
}

test("a draft that the server will not have is not sent again", async () => {
  status = 403;
  drafts.keep("who", "tag-1", A);
  await pass(60_000);
  line.open();
  assert.deepEqual(choices(), [A]);
});

test("what has not arrived is sent once more when the page is left", async () => {
  status = 0;
  line.drop();
  drafts.keep("who", "tag-1", A);
  await pass(1000);
  window.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(choices(), [A, A]);
});

test("when the kernel is gone a draft still reaches the server", async () => {
  line.drop();
  status = 0;
  drafts.keep("who", "tag-1", A);
  await pass(1000);
  line.giveUp();
  await pass(0);
  status = 204;
  await pass(3000);
  assert.deepEqual(choices(), [A, A, A]);
});

test("the draft of an answered activity is not sent again", async () => {
  status = 500;
  drafts.keep("who", "tag-1", A);
  await pass(0);
  drafts.forget("who");
  drafts.forget("what");
  await pass(60_000);
  line.open();
  assert.deepEqual(choices(), [A]);
});

test("a newer draft takes the place of one that is on its way, and is kept by itself", async () => {
  let arrive;
  status = new Promise((resolve) => (arrive = resolve));
  drafts.keep("who", "tag-1", A);
  drafts.keep("who", "tag-1", B);
  arrive(500);
  await pass(0);
  status = 204;
  await pass(3000);
  assert.deepEqual(choices(), [A, B, B]);
});

test("a clock that is set back makes no draft newer than now", async () => {
  status = 0;
  line.drop();
  drafts.keep("who", "tag-1", A);
  await pass(0);
  const { now } = Date;
  Date.now = () => now() - 3_600_000;
  line.open();
  Date.now = now;
  assert.equal(sent.at(-1).age, 0);
});
