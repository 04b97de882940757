import assert from "node:assert/strict";
import { test } from "node:test";
import type * as server from "../../src/api/answers.ts";
import type { ViewerAnswer } from "../../src/api/viewer-answers.ts";
import type * as browser from "../../src/web/answers.ts";

type Same<A, B> = [A, B] extends [B, A] ? true : false;

test("the browser reads the answers in the shape that the server gives them", () => {
  // Held by the type check: a shape that differs makes `true` an error.
  const same: readonly true[] = [
    true satisfies Same<server.Overview, browser.Overview>,
    true satisfies Same<server.SearchAnswer, browser.SearchAnswer>,
    true satisfies Same<server.Publication, browser.Publication>,
    true satisfies Same<ViewerAnswer, browser.ViewerAnswer>,
  ];
  assert.equal(same.length, 4);
});
