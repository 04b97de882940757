/** The database is spoken to on this computer or by checked TLS; in the open only where the address says so. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { suite, test } from "node:test";
import pg from "pg";
import { connectClient, isToldOpen } from "../src/store/connection.ts";
import { standingOfWay } from "../src/store/way-to-database.ts";

suite("a way to the database is", () => {
  const cases = [
    { url: "postgresql://u:p@localhost:5432/d", standing: "closed" },
    { url: "postgresql://u:p@127.0.0.2/d", standing: "closed" },
    { url: "postgresql://u:p@[::1]/d", standing: "closed" },
    { url: "postgresql://u:p@localhost/d?host=%2Frun%2Fpostgresql", standing: "closed" },
    { url: "postgresql://u:p@db.example/d?sslmode=verify-full", standing: "closed" },
    { url: "postgresql://u:p@db.example/d", standing: "open" },
    { url: "postgresql://u:p@localhost/d?host=db.example", standing: "open" },
    { url: "postgresql://u:p@localhost.example/d", standing: "open" },
    { url: "postgresql://u:p@127.0.0.1.example/d", standing: "open" },
    { url: "postgresql://u:p@db.example/d?sslmode=no-verify", standing: "open" },
    { url: "postgresql://u:p@db.example/d?ssl=no-verify", standing: "open" },
    { url: "postgresql://u:p@db.example/d?sslmode=require&uselibpqcompat=true", standing: "open" },
    { url: "postgresql://u:p@db.example/d?sslmode=prefer&uselibpqcompat=true", standing: "open" },
    { url: "postgresql://u:p@db.example/d?sslmode=disabled", standing: "closed" },
    { url: "postgresql://u:p@db.example/d?sslmode=disable", standing: "told" },
    { url: "postgresql://u:p@db.example/d?application_name=x&sslmode=disable", standing: "told" },
  ] as const;
  for (const { url, standing } of cases)
    test(`${standing}: ${url}`, () => {
      assert.equal(standingOfWay(new pg.Client({ connectionString: url }), url), standing);
      assert.equal(isToldOpen(url), standing === "told");
    });
});

/** What listens at an address of this computer that is not its loopback, and what came there. */
async function listening(address: string, answer: (socket: Socket) => void) {
  const came: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      came.push(bytes.toString("latin1"));
      answer(socket);
    });
  });
  server.listen(0, address);
  await once(server, "listening");
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === "object");
  return { came, port: bound.port, close: () => server.close() };
}

const outside = Object.values(networkInterfaces())
  .flat()
  .find((each) => each !== undefined && each.family === "IPv4" && !each.internal)?.address;

test("nothing is sent to a server over the network in the open, and no password where it has no TLS", {
  skip: outside === undefined && "this computer has no address but its own",
}, async () => {
  const server = await listening(outside ?? "", (socket) => socket.end("N")); // PostgreSQL's word for: no TLS here
  try {
    const url = `postgresql://ani:heron-over-water@${outside}:${server.port}/d`;
    await assert.rejects(connectClient(url), { code: "input-database", message: /sslmode=verify-full/ });
    assert.deepEqual(server.came, [], "not even its name");
    await assert.rejects(connectClient(`${url}?sslmode=verify-full`), { code: "input-database" });
    assert.equal(server.came.length, 1, "the request for TLS alone");
    assert.doesNotMatch(server.came.join(""), /ani|heron/);
  } finally {
    server.close();
  }
});
