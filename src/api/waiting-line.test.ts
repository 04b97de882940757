import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { waitInLine } from "./waiting-line.ts";

test("of many requests at once so many are worked on, and all are answered in the order they came", async () => {
  const app = new Hono();
  const [begun, open]: [string[], (() => void)[]] = [[], []];
  app.use(waitInLine(3, () => "one"));
  app.get("/:name", async (c) => {
    begun.push(c.req.param("name"));
    await new Promise<void>((resolve) => open.push(resolve));
    return c.text(c.req.param("name"));
  });
  const names = Array.from({ length: 10 }, (_, i) => `${i}`);
  const answers = Promise.all(names.map(async (name) => (await app.request(`/${name}`)).text()));
  for (let answered = 0; answered < names.length; answered++) {
    await new Promise(setImmediate);
    assert.deepEqual(begun, names.slice(0, Math.min(answered + 3, names.length)));
    open[answered]?.();
  }
  assert.deepEqual(await answers, names);
});

test("askers take turns: who asks for much at once waits behind whoever asks for little", async () => {
  const app = new Hono();
  const [begun, open]: [string[], (() => void)[]] = [[], []];
  app.use(waitInLine(1, (c) => c.req.path.charAt(1)));
  app.get("/:name", async (c) => {
    begun.push(c.req.param("name"));
    await new Promise<void>((resolve) => open.push(resolve));
    return c.text("");
  });
  const names = ["a1", "a2", "a3", "a4", "a5", "b1", "b2", "c1"];
  const answers = Promise.all(names.map(async (name) => app.request(`/${name}`)));
  for (let answered = 0; answered < names.length; answered++) {
    await new Promise(setImmediate);
    open[answered]?.();
  }
  await answers;
  assert.deepEqual(begun, ["a1", "a2", "b1", "c1", "a3", "b2", "a4", "a5"]);
});

test("a request that fails leaves its place to the next", async () => {
  const app = new Hono();
  app.use(waitInLine(1, () => "one"));
  app.get("/", () => {
    throw new Error("down");
  });
  app.onError(() => new Response("failed", { status: 500 }));
  for (let i = 0; i < 3; i++) assert.equal((await app.request("/")).status, 500);
});

test("whoever is of another line does not wait in this one", async () => {
  const app = new Hono();
  app.use(waitInLine(0, (c) => (c.req.method === "GET" ? "one" : undefined)));
  app.post("/", (c) => c.text("taken"));
  assert.equal(await (await app.request("/", { method: "POST" })).text(), "taken");
});
