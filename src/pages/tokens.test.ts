import assert from "node:assert/strict";
import { test } from "node:test";
import { dark, light } from "./tokens.ts";

/** Contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2, relative luminance). */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [a, b].map(luminance).sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const [name, palette] of Object.entries({ light, dark })) {
  const of = (token: string) => palette[token] ?? "";
  const grounds = ["paper", "surface", "sunken"];

  test(`${name}: every colour of text reads on every ground`, () => {
    for (const text of ["ink", "ink-soft", "ink-faint", "accent", "attention", "fault", "focus"])
      for (const ground of grounds) assert.ok(contrast(of(text), of(ground)) >= 4.5, `${text} on ${ground}`);
    for (const [text, ground] of [
      ["on-accent", "accent"],
      ["ink", "accent-soft"],
      ["attention", "attention-ground"],
      ["fault", "fault-ground"],
    ] as const)
      assert.ok(contrast(of(text), of(ground)) >= 4.5, `${text} on ${ground}`);
  });

  test(`${name}: borders of controls are seen on every ground`, () => {
    for (const ground of grounds) assert.ok(contrast(of("edge"), of(ground)) >= 3, ground);
  });
}
