/** Elements of the pages that need no server; text is always text. */

/** An element with its attributes and what is in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/** The checks' own lines, which are English in every language. */
export function listOf(lines: readonly string[]): HTMLElement {
  return element("ul", {}, ...lines.map((line) => element("li", { lang: "en" }, element("bdi", {}, line))));
}
