/** What is cut out of large fonts is what the program cuts, and with the rest it is the whole. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cutFont } from "../pack/cut-fonts.ts";
import { fontFiles, isInRange, wholeFonts } from "../src/pages/fonts.ts";

const cut = fontFiles.filter((font) => font.cut === true);

test("the cut fonts are what pack/cut-fonts.ts makes of their packages", async () => {
  assert.ok(cut.length > 0);
  for (const font of cut)
    assert.ok(
      (await cutFont(font)).equals(readFileSync(`data/fonts/${font.name}`)),
      `${font.name}: run it again`,
    );
});

test("every letter of a whole font stands in exactly one of its parts", () => {
  for (const whole of wholeFonts) {
    const parts = fontFiles.filter(
      ({ package: from, file }) => from === whole.package && file === whole.file,
    );
    for (let point = 0; point < 0x3000; point++) {
      const holders = parts.filter(({ unicodeRange }) => isInRange(unicodeRange, point));
      assert.equal(holders.length, isInRange(whole.unicodeRange, point) ? 1 : 0, `${whole.name} ${point}`);
    }
  }
});
