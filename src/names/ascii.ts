/** The one place that touches any-ascii: a sound, however rough, for letters of every script. */
import anyAscii from "any-ascii";

/** `text` in lower-case ASCII letters and digits; what has no sound is left out. */
export function asciiOf(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
