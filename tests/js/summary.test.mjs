import assert from "node:assert/strict";
import { test } from "node:test";

import { score } from "../../src/readyroom/widgets/view/summary.js";

const result = (percent, passed) => ({ percent, passed, needs: 80, missing: [] });

const RESULTS = [
  ["a pass is called one", result(96.9, true), "You scored 96.9%: that is a pass."],
  ["below the pass mark it says how far", result(7.1, false), "You scored 7.1%; you need 80%."],
  [
    "enough points alone are no pass",
    result(90, false),
    "You scored 90%, but this is not a pass yet.",
  ],
  ["without a result nothing is made up", undefined, ""],
];

for (const [name, found, said] of RESULTS) {
  test(name, () => assert.equal(score(found), said));
}
