/** An author's Markdown as HTML that can do no harm: no raw markup, no scripts, no pictures from elsewhere. */
import { marked, type Token, type Tokens } from "marked";
import { type Html, type HtmlPart, html } from "./html.ts";

export type MarkdownOptions = {
  /** Level of the text's highest headings, from 2. */
  readonly topHeading: number;
  /** What stands for `{{id}}` in the text; undefined leaves it as it was written. */
  readonly insert: (id: string) => Html | undefined;
};

/**
 * The blocks of `text`. Raw HTML is shown as the text it is, links lead only to http, https and mail addresses, and
 * of a picture its description is left.
 */
export function renderMarkdown(text: string, options: MarkdownOptions): Html {
  const tokens = marked.lexer(text, { gfm: true });
  const depths = tokens.flatMap((token) => (token.type === "heading" ? [depthOf(token)] : []));
  const context = { ...options, topDepth: Math.min(6, ...depths) };
  return html`${tokens.map((token) => block(token, context))}`;
}

/**
 * `text` without its first line when that is a heading that says `title`, since the page says it already.
 *
 * @example
 * withoutTitle("# To all\n\nWe ask", "To all"); //=> "We ask"
 */
export function withoutTitle(text: string, title: string): string {
  const [first, ...rest] = marked.lexer(text);
  const isTitle = first?.type === "heading" && "text" in first && first.text === title;
  return isTitle
    ? rest
        .map((token) => token.raw)
        .join("")
        .trimStart()
    : text;
}

type Context = MarkdownOptions & { readonly topDepth: number };

function block(token: Token, context: Context): HtmlPart {
  switch (token.type) {
    case "heading":
      return heading(token, context);
    case "paragraph":
      return html`<p>${inlineOf(token, context)}</p>\n`;
    case "blockquote":
      return html`<blockquote>\n${childrenOf(token).map((child) => block(child, context))}</blockquote>\n`;
    case "list":
      return list(token as Tokens.List, context);
    case "table":
      return table(token as Tokens.Table, context);
    case "hr":
      return html`<hr>\n`;
    case "code":
      return html`<pre>${"text" in token ? String(token.text) : token.raw}</pre>\n`;
    case "space":
    case "def":
      return undefined;
    case "text":
      return inlineOf(token, context);
    default:
      return html`<p>${token.raw}</p>\n`;
  }
}

function heading(token: Token, context: Context): Html {
  const level = Math.min(6, depthOf(token) - context.topDepth + context.topHeading);
  const content = inlineOf(token, context);
  return html`${{ markup: `<h${level}>` }}${content}${{ markup: `</h${level}>` }}\n`;
}

function list({ ordered, start, items }: Tokens.List, context: Context): Html {
  const inside = items.map(
    (item) => html`<li>${childrenOf(item).map((child) => block(child, context))}</li>\n`,
  );
  if (!ordered) return html`<ul>\n${inside}</ul>\n`;
  const from = typeof start === "number" && start !== 1 && html` start="${start}"`;
  return html`<ol${from}>\n${inside}</ol>\n`;
}

function table({ header, rows }: Tokens.Table, context: Context): Html {
  const cells = (row: readonly Tokens.TableCell[], cell: (content: HtmlPart) => Html) =>
    row.map(({ tokens }) => cell(tokens.map((child) => inline(child, context))));
  return html`<table>
<thead><tr>${cells(header, (content) => html`<th scope="col">${content}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row, (content) => html`<td>${content}</td>`)}</tr>\n`)}</tbody>
</table>\n`;
}

function inlineOf(token: Token, context: Context): HtmlPart {
  const children = childrenOf(token);
  if (children.length > 0) return children.map((child) => inline(child, context));
  return plain("text" in token ? String(token.text) : token.raw, context);
}

function inline(token: Token, context: Context): HtmlPart {
  switch (token.type) {
    case "strong":
      return html`<strong>${inlineOf(token, context)}</strong>`;
    case "em":
      return html`<em>${inlineOf(token, context)}</em>`;
    case "del":
      return html`<s>${inlineOf(token, context)}</s>`;
    case "codespan":
      return html`<code>${"text" in token ? String(token.text) : token.raw}</code>`;
    case "br":
      return html`<br>`;
    case "link":
      return link(token, context);
    case "image":
    case "escape":
      return "text" in token ? String(token.text) : "";
    case "text":
      return inlineOf(token, context);
    case "html":
      return token.raw;
    default:
      return plain(token.raw, context);
  }
}

function link(token: Token, context: Context): HtmlPart {
  const href = "href" in token ? String(token.href) : "";
  const content = inlineOf(token, context);
  return /^(https?:\/\/|mailto:)/i.test(href)
    ? html`<a class="outside" href="${href}" rel="noreferrer">${content}</a>`
    : content;
}

function plain(text: string, { insert }: Context): HtmlPart {
  return text.split(/(\{\{\w+\}\})/).map((part) => {
    const id = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
    return (id === undefined ? undefined : insert(id)) ?? part;
  });
}

function childrenOf(token: Token): readonly Token[] {
  return "tokens" in token && token.tokens !== undefined ? token.tokens : [];
}

function depthOf(token: Token): number {
  return "depth" in token ? Number(token.depth) : 1;
}
