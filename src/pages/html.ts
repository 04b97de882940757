/** HTML as a value of its own, so that text cannot be taken for markup by mistake. */

/** Markup that is safe to put into a page. */
export type Html = { readonly markup: string };

/** What may stand in a template: text is escaped, lists are joined, `false` and `undefined` are nothing. */
export type HtmlPart = Html | string | number | false | undefined | readonly HtmlPart[];

/**
 * A template whose text values are escaped, in element content and in quoted attributes alike.
 *
 * @example
 * html`<b>${"a < b"}</b>`.markup; //=> "<b>a &lt; b</b>"
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const markup = strings.map((text, i) => text + (i < parts.length ? render(parts[i]) : "")).join("");
  return { markup };
}

/**
 * `text` with the five characters escaped that mean something in HTML, and control characters that XML and HTML
 * refuse replaced by U+FFFD.
 *
 * @example
 * escapeHtml(`"<&>'`); //=> "&quot;&lt;&amp;&gt;&#39;"
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char).replace(controls, "\ufffd");
}

/**
 * A name or word of another language: isolated, so that its direction moves nothing around it.
 *
 * @example
 * bdi("Անի", "hy").markup; //=> '<bdi lang="hy" dir="auto">Անի</bdi>'
 */
export function bdi(text: string, language?: string): Html {
  return language === undefined
    ? html`<bdi dir="auto">${text}</bdi>`
    : html`<bdi lang="${language}" dir="auto">${text}</bdi>`;
}

const entities: { readonly [char: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const controls = /[^\P{Cc}\t\n\r]/gu;

function render(part: HtmlPart): string {
  if (part === undefined || part === false) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(render).join("");
}
