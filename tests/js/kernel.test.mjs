import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { KernelLine } from "../../src/readyroom/widgets/view/kernel.js";
import { Socket, openBrowser, pass, show } from "./browser.mjs";

let server;
let line;
let told;

beforeEach(() => {
  server = openBrowser();
  line = new KernelLine({ baseUrl: "/", kernelId: "k-1" });
  told = [];
  for (const name of ["open", "down"]) line.addEventListener(name, () => told.push(name));
  line.addEventListener("gone", ({ detail }) => told.push(detail.elsewhere ? "elsewhere" : "gone"));
  line.connect();
});

test("a line is made to the kernel's channels, under one session however often", async () => {
  Socket.last.drop();
  await pass(1000);
  const [first, second] = Socket.all.map(({ url }) => new URL(url));
  assert.equal(first.protocol, "wss:");
  assert.equal(first.pathname, "/api/kernels/k-1/channels");
  assert.equal(first.searchParams.get("session_id"), second.searchParams.get("session_id"));
});

test("a line that drops after a while comes back in half a second", async () => {
  Socket.last.accept();
  await pass(60_000);
  Socket.last.drop();
  assert.deepEqual(told, ["open", "down"]);
  await pass(499);
  assert.equal(Socket.all.length, 1);
  await pass(1);
  assert.equal(Socket.all.length, 2);
  Socket.last.accept();
  assert.deepEqual(told, ["open", "down", "open"]);
});

test("the pauses grow while no line can be made, up to fifteen seconds", async () => {
  server.status = "away";
  const pauses = [1000, 2000, 4000, 8000, 15_000, 15_000, 15_000];
  for (const [count, pause] of pauses.entries()) {
    Socket.last.drop();
    await pass(0);
    await pass(pause - 1);
    assert.equal(Socket.all.length, count + 1);
    await pass(1);
    assert.equal(Socket.all.length, count + 2);
  }
  assert.ok(!told.includes("gone"));
});

test("a line that is taken and dropped at once is not tried without end at full speed", async () => {
  for (let count = 0; count < 4; count += 1) {
    Socket.last.accept();
    Socket.last.drop(1008);
    await pass(0);
    await pass(8000);
  }
  Socket.last.accept();
  Socket.last.drop(1008);
  await pass(0);
  const { length } = Socket.all;
  await pass(14_999);
  assert.equal(Socket.all.length, length);
});

for (const status of [401, 403, 404, 410]) {
  test(`a kernel that the server disowns with ${status} is given up`, async () => {
    server.status = status;
    Socket.last.drop();
    await pass(1000);
    assert.deepEqual(server.asked, []);
    Socket.last.drop();
    await pass(0);
    assert.deepEqual(told, ["down", "down", "gone"]);
    assert.ok(server.asked.at(-1).endsWith("/api/kernels/k-1"));
    await pass(60_000);
    assert.equal(Socket.all.length, 2);
  });
}

test("a page that is sent to sign in has lost its kernel", async () => {
  Object.assign(server, { status: 0, type: "opaqueredirect" });
  Socket.last.drop();
  await pass(1000);
  Socket.last.drop();
  await pass(0);
  assert.equal(told.at(-1), "gone");
});

for (const status of [200, 500, 503]) {
  test(`a server that answers ${status} is tried on`, async () => {
    server.status = status;
    for (let count = 0; count < 4; count += 1) {
      Socket.last.drop();
      await pass(0);
      await pass(15_000);
    }
    assert.ok(!line.gone);
    assert.equal(Socket.all.length, 5);
  });
}

test("a lesson that was opened elsewhere is given up at once", async () => {
  Socket.last.accept();
  Socket.last.drop(4001);
  await pass(60_000);
  assert.deepEqual(told, ["open", "elsewhere"]);
  assert.equal(Socket.all.length, 1);
});

test("a kernel that says it is dead is given up", () => {
  Socket.last.accept();
  Socket.last.say("status", { execution_state: "busy" });
  assert.ok(!line.gone);
  Socket.last.say("status", { execution_state: "dead" });
  assert.equal(told.at(-1), "gone");
  assert.equal(Socket.last.readyState, Socket.CLOSED);
});

test("a device that is back on the network does not wait for the end of the pause", async () => {
  server.status = "away";
  Socket.last.drop();
  await pass(10);
  window.dispatchEvent(new Event("online"));
  assert.equal(Socket.all.length, 2);
  Socket.last.accept();
  await pass(60_000);
  assert.equal(Socket.all.length, 2);
});

test("being back on the network while the server is asked makes one new line, not two", async () => {
  server.status = 503;
  Socket.last.drop();
  await pass(1000);
  Socket.last.drop();
  window.dispatchEvent(new Event("online"));
  await pass(0);
  Socket.last.accept();
  await pass(60_000);
  assert.equal(Socket.all.length, 3);
});

test("a page that is looked at again does not wait for the end of the pause", async () => {
  Socket.last.accept();
  show("hidden");
  Socket.last.drop();
  show("visible");
  assert.equal(Socket.all.length, 2);
  Socket.last.accept();
  show("hidden");
  show("visible");
  assert.equal(Socket.all.length, 2);
});

test("a line that was given up for a newer one has nothing more to say", async () => {
  const [old] = Socket.all;
  old.accept();
  const heard = [];
  line.addEventListener("message", ({ detail }) => heard.push(detail.type));
  line.reconnect();
  old.say("comm_msg", {});
  old.drop();
  Socket.last.accept();
  Socket.last.say("comm_msg", {});
  assert.deepEqual(heard, ["comm_msg"]);
  assert.deepEqual(told, ["open", "open"]);
});

test("what the kernel says is passed on with its type, and binary frames are not", () => {
  Socket.last.accept();
  const heard = [];
  line.addEventListener("message", ({ detail }) => heard.push([detail.type, detail.content]));
  Socket.last.say("comm_msg", { comm_id: "w" });
  Socket.last.dispatchEvent(Object.assign(new Event("message"), { data: new ArrayBuffer(4) }));
  assert.deepEqual(heard, [["comm_msg", { comm_id: "w" }]]);
});

test("nothing is sent over a line that is down, and the sender is told", () => {
  assert.equal(line.send("comm_msg", {}), false);
  Socket.last.accept();
  assert.equal(line.send("comm_msg", { comm_id: "w" }, { version: "1.0.0" }), true);
  const [message] = Socket.last.sent;
  assert.equal(message.channel, "shell");
  assert.equal(message.header.msg_type, "comm_msg");
  assert.deepEqual(message.metadata, { version: "1.0.0" });
  assert.deepEqual(message.buffers, []);
});

test("each message has an id of its own", () => {
  Socket.last.accept();
  line.send("comm_msg", {});
  line.send("comm_msg", {});
  const ids = Socket.last.sent.map(({ header }) => header.msg_id);
  assert.equal(new Set(ids).size, 2);
});

test("a doubt makes a new line, and a kernel that speaks on it is kept", async () => {
  Socket.last.accept();
  line.doubt();
  Socket.last.accept();
  Socket.last.say("status", { execution_state: "idle" });
  await pass(12_000);
  assert.ok(!line.gone);
  assert.deepEqual(server.asked, []);
  assert.equal(Socket.all.length, 2);
});

test("a kernel that stays silent on a new line, though the server has it, is given up", async () => {
  Socket.last.accept();
  line.doubt();
  Socket.last.accept();
  await pass(12_000);
  assert.equal(told.at(-1), "gone");
});

test("a doubted line that cannot be made again is no sign that the kernel hangs", async () => {
  server.status = "away";
  Socket.last.accept();
  line.doubt();
  Socket.last.drop();
  await pass(12_000);
  assert.ok(!line.gone);
});

test("a doubted line that dropped again is no sign that the kernel hangs", async () => {
  Socket.last.accept();
  line.doubt();
  Socket.last.accept();
  await pass(11_900);
  Socket.last.drop();
  await pass(100);
  assert.ok(!line.gone);
});

test("a line that was given up is never made again", async () => {
  Socket.last.accept();
  Socket.last.drop(4001);
  line.connect();
  line.reconnect();
  window.dispatchEvent(new Event("online"));
  show("visible");
  await pass(60_000);
  assert.equal(Socket.all.length, 1);
});
