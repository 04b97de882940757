import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { utf8 } from "./bytes.ts";
import { unpackZip } from "./unpack-zip.ts";
import { crc32, formatZip } from "./zip.ts";

const files = new Map([
  ["a.txt", utf8("one")],
  ["b/c.txt", utf8("two")],
]);

/** A zip of one deflated file whose directory says `size`. */
function deflated(text: string, size: number): Uint8Array {
  const packed = new Uint8Array(deflateRawSync(text));
  const zip = formatZip("f", new Map([["a.txt", packed]]));
  const view = new DataView(zip.buffer);
  const directory = view.getUint32(zip.length - 6, true);
  view.setUint16(directory + 10, 8, true);
  view.setUint32(directory + 16, crc32(utf8(text)), true);
  view.setUint32(directory + 24, size, true);
  return zip;
}

test("a zip gives its files without the folder that they lie in", async () => {
  const read = await unpackZip(formatZip("appeal", files));
  assert.ok("value" in read);
  assert.deepEqual([...read.value.keys()], ["a.txt", "b/c.txt"]);
  assert.deepEqual(Buffer.from(read.value.get("b/c.txt") ?? []).toString(), "two");
});

test("a packed file is unpacked, and refused when it becomes more than the zip says", async () => {
  const text = "the same words ".repeat(50);
  const whole = await unpackZip(deflated(text, text.length));
  assert.ok("value" in whole);
  assert.equal(Buffer.from(whole.value.get("a.txt") ?? []).toString(), text);
  const longer = await unpackZip(deflated(text, 10));
  assert.ok("issues" in longer);
  assert.match(longer.issues[0]?.message ?? "", /got "a.txt otherwise"/);
});

test("one path twice is refused: another program would unpack the other file", async () => {
  const zip = formatZip(
    "f",
    new Map([
      ["a.txt", utf8("one")],
      ["b.txt", utf8("two")],
    ]),
  );
  for (let at = 0; at < zip.length; at++) if (zip[at] === 0x62 && zip[at + 1] === 0x2e) zip[at] = 0x61; // b. becomes a.
  const read = await unpackZip(zip);
  assert.ok("issues" in read);
  assert.match(read.issues[0]?.message ?? "", /got "a.txt twice"/);
});

test("what is no zip, and a changed byte, are refused", async () => {
  assert.ok("issues" in (await unpackZip(utf8("no zip at all"))));
  const zip = formatZip("f", files);
  const at = Buffer.from(zip).indexOf("one");
  zip[at] = 0x4f;
  assert.ok("issues" in (await unpackZip(zip)));
});
