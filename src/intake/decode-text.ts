/** Bytes to text in the encodings that lists come in. The one place that knows the library of encodings. */
import iconv from "iconv-lite";

type IconvEncoding = Parameters<typeof iconv.getDecoder>[0];

/** Whether `name` is an encoding that can be read: `utf-8`, `windows-1251`, `armscii8`... */
export function isEncoding(name: string): name is IconvEncoding {
  return iconv.encodingExists(name);
}

/**
 * Text of single bytes or of UTF-8; bytes that mean nothing become U+FFFD. Requires `isEncoding(encoding)`.
 *
 * @example
 * decodeText(Uint8Array.of(0xc6, 0xf3, 0xea), "windows-1251"); //=> "Жук"
 */
export function decodeText(bytes: Uint8Array, encoding: string): string {
  const decoder = textDecoder(encoding);
  return decoder.write(bytes) + decoder.end();
}

/** Text of chunks as they come; a character that is cut in two by a chunk's end stays whole. */
export async function* decodeStream(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncIterable<string> {
  const decoder = textDecoder(encoding);
  for await (const chunk of chunks) yield decoder.write(chunk);
  yield decoder.end();
}

function textDecoder(encoding: string): { write(bytes: Uint8Array): string; end(): string } {
  if (/^utf-?(8|16[lb]e)$/i.test(encoding)) {
    // Node's own decoder is several times faster; it drops a byte order mark.
    const decoder = new TextDecoder(encoding);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding as IconvEncoding);
  return {
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    end: () => decoder.end() ?? "",
  };
}
