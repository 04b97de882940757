/** What a viewer may see, taken away as a file: made by a job, locked until it is fetched, and by its asker alone. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { startJobs } from "../src/api/job-runner.ts";
import { registerServices } from "../src/api/register-service.ts";
import type { Role, Viewer } from "../src/model/person.ts";
import { exportRows } from "../src/steps/export/export-rows.ts";
import { viewOf } from "../src/steps/view.ts";
import { connectClient } from "../src/store/connection.ts";
import { sharedRegister, testNow } from "./register-fixture.ts";
import { seededRegister, upperValley } from "./seeded-register.ts";

const theRegister = sharedRegister(seededRegister);

const person = (name: string, role: Role): Viewer => ({
  as: "person",
  name,
  organisation: upperValley.id,
  role,
});

function asking(viewer: Viewer) {
  const register = theRegister();
  const app = createApp(
    registerServices(register, () => testNow),
    {
      allowedHosts: loopbackHosts,
      session: { token: "t", cookie: "c", viewer },
      webFolder: register.folder.published,
      publishedFolder: register.folder.published,
    },
  );
  const headers = { host: "localhost", authorization: "Bearer t", "content-type": "application/json" };
  return async (path: string, body?: unknown) =>
    app.request(`http://localhost${path}`, {
      headers,
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
}

test("an export is made by a job, told of as it goes, and fetched by whoever asked and nobody else", async () => {
  const jobs = await startJobs(theRegister());
  try {
    const [ani, owner] = [asking({ as: "keeper" }), asking(person("Narek", "owner"))];
    const answer = await ani("/api/jobs", { kind: "export", of: "records", format: "csv", only: "person" });
    assert.equal(answer.status, 202);
    const { id } = (await answer.json()) as { id: string };
    assert.match(await (await ani(`/api/jobs/${id}/events`)).text(), /"state":"done"/);
    const file = await ani(`/api/jobs/${id}/file`);
    assert.equal(file.headers.get("content-type"), "text/csv; charset=utf-8");
    const text = await file.text();
    assert.match(text, /^\ufeff?record,kind,source,row,table,names/);
    const seen = await theRegister().store.views({ as: "keeper" }).namedIndexes("person");
    assert.equal(text.trimEnd().split("\r\n").length, 1 + seen.length);
    assert.equal((await owner(`/api/jobs/${id}/file`)).status, 404);
    const locked = await readFile(join(theRegister().folder.data, "exports", id));
    assert.ok(!locked.includes("record,kind"));
  } finally {
    await jobs.close();
  }
});

test("of a file that was changed nobody gets the whole", async () => {
  const jobs = await startJobs(theRegister());
  try {
    const ani = asking({ as: "keeper" });
    const answer = await ani("/api/jobs", { kind: "export", of: "records", format: "csv", only: "person" });
    const { id } = (await answer.json()) as { id: string };
    await (await ani(`/api/jobs/${id}/events`)).text();
    const path = join(theRegister().folder.data, "exports", id);
    const locked = await readFile(path);
    await writeFile(
      path,
      locked.map((byte, at) => (at === 7 ? byte ^ 1 : byte)),
    );
    const changed = await ani(`/api/jobs/${id}/file`);
    await assert.rejects(changed.arrayBuffer(), { code: "file-changed" });
    await writeFile(path, locked);
    assert.equal((await (await ani(`/api/jobs/${id}/file`)).arrayBuffer()).byteLength, locked.length);
  } finally {
    await jobs.close();
  }
});

test("what was looked at is only ever added to", async () => {
  const client = await connectClient(theRegister().connection);
  try {
    for (const change of ["delete from access_log", "update access_log set way = 'x'", "truncate access_log"])
      await assert.rejects(client.query(change), /access_log is only ever added to/, change);
  } finally {
    await client.end();
  }
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

const exporting = { progress: () => undefined, signal: new AbortController().signal };

test("each row is a look: it stands in the access log, and ends at the day's measure", async () => {
  const viewer = person("Narek", "reader");
  const request = { of: "entities", format: "jsonl" } as const;
  const text = await textOf(exportRows(viewOf(theRegister(), viewer), request, exporting));
  const rows = text.trimEnd().split("\n");
  assert.ok(rows.every((row) => typeof (JSON.parse(row) as { entity: string }).entity === "string"));
  const looks = await theRegister().store.looks({ organisation: upperValley.id, most: 1000 });
  assert.ok(looks.some(({ way, person: who }) => way === "export" && who === "Narek"));
  const other = viewOf(theRegister(), person("Anush", "reader"), { looksADay: 1 });
  await assert.rejects(textOf(exportRows(other, request, exporting)), { code: "limit" });
});
