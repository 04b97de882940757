/** XML as it streams, element by element. The one place that knows saxes, which expands no entities of a file's own. */
import { SaxesParser } from "saxes";

export type XmlAttributes = Readonly<Record<string, string>>;

/** What a reader does with elements, named without their prefixes, and with the text in them. */
export type XmlHandler = {
  open(name: string, attributes: XmlAttributes): void;
  text(text: string): void;
  close(name: string): void;
};

/** What the handler emits, in order, as soon as a chunk has been parsed. Throws for XML that is not well formed. */
export async function* readXml<Item>(
  chunks: AsyncIterable<Uint8Array>,
  makeHandler: (emit: (item: Item) => void) => XmlHandler,
): AsyncIterable<Item> {
  let emitted: Item[] = [];
  const parser = makeParser(makeHandler((item) => emitted.push(item)));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* emitted;
    emitted = [];
  }
  parser.write(decoder.decode()).close();
  yield* emitted;
}

type PlainXml = { readonly xmlns: false; readonly position: false };

function makeParser(handler: XmlHandler): SaxesParser<PlainXml> {
  const parser = new SaxesParser<PlainXml>({ xmlns: false, position: false });
  parser.on("opentag", ({ name, attributes }) => handler.open(withoutPrefix(name), attributes));
  parser.on("text", (text) => handler.text(text));
  parser.on("cdata", (text) => handler.text(text));
  parser.on("closetag", ({ name }) => handler.close(withoutPrefix(name)));
  return parser;
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(":") + 1);
