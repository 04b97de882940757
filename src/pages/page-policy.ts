/** What a page that is one file may load: nothing but the style and the scripts that stand in it. */
import { sha256 } from "#sha256";
import { toBase64, utf8 } from "../base/bytes.ts";

/** Texts of the page's `<style>` and `<script>` elements, exactly as they stand in it. */
export type PageParts = { readonly style: string; readonly script?: string };

/**
 * Its Content-Security-Policy: all is refused but what has these digests.
 *
 * @example
 * pagePolicy({ style: "" }).startsWith("default-src 'none'; style-src 'sha256-47DEQpj8"); //=> true
 */
export function pagePolicy({ style, script }: PageParts): string {
  const scripts = script === undefined ? "" : ` script-src ${sourceOf(script)};`;
  return `default-src 'none'; style-src ${sourceOf(style)};${scripts} base-uri 'none'; form-action 'none'`;
}

const sourceOf = (text: string) => `'sha256-${toBase64(sha256(utf8(text)))}'`;
