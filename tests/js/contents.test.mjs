import assert from "node:assert/strict";
import { test } from "node:test";

import { timeLeft } from "../../src/readyroom/widgets/view/contents.js";

const TIMES = [
  ["before the first answer it says how long the lesson takes", 10, 0, 9, "About 10 minutes"],
  ["a lesson of a minute takes a minute", 1, 0, 2, "About 1 minute"],
  ["each answer takes its share off", 10, 3, 9, "About 7 minutes left"],
  ["the last question still takes a minute", 2, 8, 9, "About 1 minute left"],
  ["nothing is left when everything is answered", 10, 9, 9, "Everything is answered"],
  ["a lesson without questions takes its time", 4, 0, 0, "About 4 minutes"],
];

for (const [name, minutes, answered, of, said] of TIMES) {
  test(name, () => assert.equal(timeLeft(minutes, { answered, of }), said));
}
