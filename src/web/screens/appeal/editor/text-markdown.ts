/** The editor's text from Markdown and back: what is not changed reads the same again. */
import MarkdownIt from "markdown-it";
import {
  defaultMarkdownParser,
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
} from "prosemirror-markdown";
import type { Node } from "prosemirror-model";
import { directiveOf, textSchema } from "./text-schema.ts";

const tokenizer = MarkdownIt("commonmark", { html: false }).disable([
  "image",
  "code",
  "fence",
  "html_block",
  "html_inline",
  "entity",
  "reference",
  "lheading",
]);
tokenizer.inline.ruler.before("escape", "figure", (state, silent) => {
  const found = /^\{\{([^{}]*)\}\}/.exec(state.src.slice(state.pos));
  if (found === null) return false;
  const inside = found[1] ?? "";
  const none = /^\s*not a figure:\s*(.*?)\s*$/.exec(inside)?.[1];
  if (!silent) state.push(none === undefined ? "figure" : "notfigure", "", 0).content = none ?? inside.trim();
  state.pos += found[0].length;
  return true;
});

const { image: _image, code_block: _code, fence: _fence, ...known } = defaultMarkdownParser.tokens;
const parser = new MarkdownParser(textSchema, tokenizer, {
  ...known,
  figure: { node: "figure", getAttrs: (token) => ({ directive: token.content }) },
  notfigure: { mark: "notfigure", noCloseToken: true },
});

const serializer = new MarkdownSerializer(
  {
    ...defaultMarkdownSerializer.nodes,
    figure: (state, node) => state.write(`{{${directiveOf(node)}}}`),
  },
  {
    ...defaultMarkdownSerializer.marks,
    notfigure: { open: "{{not a figure: ", close: "}}", escape: false },
  },
);

/** The text of a body. */
export const parseBody = (markdown: string): Node => parser.parse(markdown);

/** The body of a text; a paragraph stands on one line. */
export const formatBody = (text: Node): string => serializer.serialize(text).trim();

/** One block of a text as it stands in the body. */
export const formatBlock = (block: Node): string =>
  serializer.serialize(textSchema.node("doc", null, [block])).trim();
