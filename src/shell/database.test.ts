import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { temporaryFolder } from "../../test/register-fixture.ts";
import { connectClient } from "../store/connection.ts";
import { type DatabaseOptions, type EmbeddedDatabase, openEmbeddedDatabase } from "./database.ts";
import { findPostmaster } from "./postmaster.ts";

const isRoot = process.getuid?.() === 0;
const newFolder = () => join(temporaryFolder(), "database");

async function query(connection: string, text: string): Promise<unknown> {
  const client = await connectClient(connection);
  try {
    const { rows } = await client.query<{ value: unknown }>(text);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}

/** Another process that opens the database and says its server's number; it ends when its input does. */
function startClient(folder: string) {
  const code = `
    import { openEmbeddedDatabase } from ${JSON.stringify(join(import.meta.dirname, "database.ts"))};
    const database = await openEmbeddedDatabase(${JSON.stringify(folder)});
    console.log(database.pid);
    for await (const _ of process.stdin);
    await database.close();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const pid = once(createInterface(child.stdout), "line").then(([line]) => Number(line));
  return { child, pid, ended: once(child, "close") };
}

async function opened(
  folder: string,
  options: DatabaseOptions,
  body: (database: EmbeddedDatabase) => Promise<void>,
) {
  const database = await openEmbeddedDatabase(folder, options);
  try {
    await body(database);
  } finally {
    await database.close();
  }
}

for (const listen of ["socket", "loopback"] as const)
  test(`a new database answers by ${listen}, in UTF-8, and is gone when it is closed`, async () => {
    const folder = newFolder();
    await opened(folder, { listen }, async ({ connection }) => {
      assert.equal(await query(connection, "select current_setting('server_encoding') as value"), "UTF8");
      assert.equal(await query(connection, "select current_setting('data_checksums') as value"), "on");
      assert.equal(connection.includes("127.0.0.1"), listen === "loopback");
      await assert.rejects(connectClient(connection.replace(/:[^:@]+@/, ":wrong@")), {
        code: "input-database",
      });
    });
    assert.equal(findPostmaster(folder), undefined);
    assert.equal(existsSync(join(folder, "postmaster.pid")), false);
  });

test("a second client attaches to the running server, and the last one stops it", async () => {
  const folder = newFolder();
  const first = await openEmbeddedDatabase(folder);
  const second = await openEmbeddedDatabase(folder);
  assert.equal(second.pid, first.pid);
  await first.close();
  assert.equal(findPostmaster(folder)?.pid, second.pid);
  await second.close();
  assert.equal(findPostmaster(folder), undefined);
});

test("processes that begin at the same moment on nothing share one server", async () => {
  const folder = newFolder();
  const clients = [startClient(folder), startClient(folder), startClient(folder)];
  const pids = await Promise.all(clients.map(({ pid }) => pid));
  assert.equal(new Set(pids).size, 1);
  for (const { child } of clients) child.stdin.end();
  await Promise.all(clients.map(({ ended }) => ended));
  assert.equal(findPostmaster(folder), undefined);
});

test("a server whose client was killed goes on, and the next client attaches to it", async () => {
  const folder = newFolder();
  const { child, pid, ended } = startClient(folder);
  const server = await pid;
  child.kill("SIGKILL");
  await ended;
  await opened(folder, {}, async (database) => assert.equal(database.pid, server));
  assert.equal(findPostmaster(folder), undefined);
});

test("a killed server recovers what was committed when the next client comes", async () => {
  const folder = newFolder();
  const first = await openEmbeddedDatabase(folder);
  await query(first.connection, "create table kept as select 42 as value");
  process.kill(first.pid, "SIGKILL");
  await opened(folder, {}, async ({ connection, pid }) => {
    assert.notEqual(pid, first.pid);
    assert.equal(await query(connection, "select value from kept"), 42);
  });
  await first.close();
});

test("a postmaster.pid that names another living process is known for a stale one", async () => {
  const folder = newFolder();
  const first = await openEmbeddedDatabase(folder);
  const path = join(folder, "postmaster.pid");
  const left = readFileSync(path, "utf8");
  await first.close();
  writeFileSync(path, left.replace(/^\d+/, String(process.pid)));
  assert.equal(findPostmaster(folder), undefined);
  await opened(folder, {}, async ({ connection }) =>
    assert.equal(await query(connection, "select 1 as value"), 1),
  );
});

test("a folder that is too long for a socket's path will do", async () => {
  const folder = join(temporaryFolder(), "x".repeat(120));
  mkdirSync(folder, { mode: 0o711 });
  await opened(join(folder, "database"), {}, async ({ connection }) => {
    assert.equal(await query(connection, "select 1 as value"), 1);
  });
});

test("the cluster is closed to other users", async () => {
  const folder = newFolder();
  await opened(folder, {}, async () => assert.equal(statSync(folder).mode & 0o777, 0o700));
});

const asRoot = { skip: isRoot ? false : "only root has to hand the database to another user" };

/** A data folder that the server's user may not enter, and a place that it may. */
function closedFolder() {
  const [data, elsewhere] = [temporaryFolder(), join(temporaryFolder(), "recount")];
  chmodSync(data, 0o700);
  return { data, folder: join(data, "database"), elsewhere };
}

const pointedTo = (folder: string) =>
  JSON.parse(readFileSync(`${folder}.location`, "utf8")) as {
    readonly path: string;
    readonly isMade: boolean;
  };

test(
  "as root, in a folder closed to the server's user, the database lies elsewhere and is found again",
  asRoot,
  async () => {
    const { folder, elsewhere } = closedFolder();
    await opened(folder, { elsewhere }, async ({ connection, pid }) => {
      await query(connection, "create table kept as select 42 as value");
      await opened(folder, { elsewhere }, async (second) => assert.equal(second.pid, pid));
    });
    const { path, isMade } = pointedTo(folder);
    assert.deepEqual([isMade, join(elsewhere, basename(path))], [true, path]);
    assert.equal(statSync(path).mode & 0o777, 0o700);
    assert.equal(findPostmaster(path), undefined);
    await opened(folder, { elsewhere: "/nowhere" }, async ({ connection }) =>
      assert.equal(await query(connection, "select value from kept"), 42),
    );
    assert.deepEqual(readdirSync(elsewhere), [basename(path)]);
  },
);

test("as root, another process attaches to a database that lies elsewhere", asRoot, async () => {
  const { folder, elsewhere } = closedFolder();
  await opened(folder, { elsewhere }, async (database) => {
    const { child, pid, ended } = startClient(folder);
    assert.equal(await pid, database.pid);
    child.stdin.end();
    await ended;
  });
});

test("as root, processes that begin at the same moment agree where the database lies", asRoot, async () => {
  const { folder, elsewhere } = closedFolder();
  const both = await Promise.all([1, 2].map(() => openEmbeddedDatabase(folder, { elsewhere })));
  assert.equal(new Set(both.map(({ pid }) => pid)).size, 1);
  for (const database of both) await database.close();
  assert.equal(readdirSync(elsewhere).length, 1);
});

test("as root, a data folder that was moved keeps its database", asRoot, async () => {
  const { data, folder, elsewhere } = closedFolder();
  await opened(folder, { elsewhere }, async ({ connection }) => {
    await query(connection, "create table kept as select 42 as value");
  });
  const moved = join(temporaryFolder(), "moved"); // even to where the server's user may go
  renameSync(data, moved);
  await opened(join(moved, "database"), { elsewhere }, async ({ connection }) =>
    assert.equal(await query(connection, "select value from kept"), 42),
  );
  mkdirSync(data); // the run's end wants to remove it
});

test("as root, making a database elsewhere that was interrupted is taken up again", asRoot, async () => {
  const { folder, elsewhere } = closedFolder();
  const path = join(elsewhere, "begun");
  mkdirSync(elsewhere, { mode: 0o711 });
  writeFileSync(`${folder}.location`, JSON.stringify({ path, isMade: false }));
  await opened(folder, { elsewhere }, async ({ connection }) =>
    assert.equal(await query(connection, "select 1 as value"), 1),
  );
  assert.deepEqual(pointedTo(folder), { path, isMade: true });
});

test("as root, a database that lies elsewhere and is gone is missed, not begun anew", asRoot, async () => {
  const { folder, elsewhere } = closedFolder();
  await opened(folder, { elsewhere }, async () => {});
  const { path } = pointedTo(folder);
  renameSync(path, `${path}.away`);
  await assert.rejects(openEmbeddedDatabase(folder, { elsewhere }), {
    code: "input-database-missing",
    message: new RegExp(`the database lies in ${path}, .* and there is none`),
  });
  assert.equal(existsSync(path), false);
  writeFileSync(`${folder}.location`, "{}");
  await assert.rejects(openEmbeddedDatabase(folder, { elsewhere }), { code: "input-database-missing" });
});

test(
  "as root, a closed folder is refused with the way out where there is no place elsewhere",
  asRoot,
  async () => {
    const { data, folder } = closedFolder();
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    await assert.rejects(openEmbeddedDatabase(folder, { elsewhere: join(file, "recount") }), {
      code: "input-closed-folder",
      message: new RegExp(`may not enter ${data} \\(mode 700\\)`),
    });
    mkdirSync(folder);
    writeFileSync(join(folder, "PG_VERSION"), "18"); // somebody else's cluster
    await assert.rejects(openEmbeddedDatabase(folder), { code: "input-closed-folder" });
    assert.deepEqual(readdirSync(data), ["database"]);
  },
);
