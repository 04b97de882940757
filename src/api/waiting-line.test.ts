import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { waitInLine } from "./waiting-line.ts";

test("of many requests at once so many are worked on, and all are answered in the order they came", async () => {
  const app = new Hono();
  const [begun, open]: [string[], (() => void)[]] = [[], []];
  app.use(waitInLine(3, () => true));
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

test("a request that fails leaves its place to the next", async () => {
  const app = new Hono();
  app.use(waitInLine(1, () => true));
  app.get("/", () => {
    throw new Error("down");
  });
  app.onError(() => new Response("failed", { status: 500 }));
  for (let i = 0; i < 3; i++) assert.equal((await app.request("/")).status, 500);
});

test("whoever is of another line does not wait in this one", async () => {
  const app = new Hono();
  app.use(waitInLine(0, (c) => c.req.method === "GET"));
  app.post("/", (c) => c.text("taken"));
  assert.equal(await (await app.request("/", { method: "POST" })).text(), "taken");
});
