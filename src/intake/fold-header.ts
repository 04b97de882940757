/** Header words in one spelling: without case, accents, joined letters or camel humps. */

/**
 * Words of a header in lower case, without marks, Arabic letter variants and articles; spaces between them.
 *
 * @example
 * foldHeader("Doğum_tarixi (DD.MM)"); //=> "dogum tarixi dd mm"
 * foldHeader("dateOfBirth"); //=> "date of birth"
 */
export function foldHeader(header: string): string {
  const known = folded.get(header);
  if (known !== undefined) return known;
  if (folded.size >= MOST_FOLDED) folded.clear();
  const text = fold(header);
  folded.set(header, text);
  return text;
}

// A column of statuses has few words and as many cells as the list has rows.
const folded = new Map<string, string>();
const MOST_FOLDED = 4096;

function fold(header: string): string {
  return (
    header
      .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{N})(?=\p{Lu}\p{Ll})/gu, " ")
      // Initials are one word: Ф.И.О., п/п, P-Code.
      .replace(/(?<!\p{L})(\p{L})[./-](?=\p{L}(?!\p{L})|code)/giu, "$1")
      .normalize("NFKD")
      .replace(/[\p{M}ـ]/gu, "")
      .toLowerCase()
      .replace(/[ıəآأإىیکۀةؤئٱ]/gu, (letter) => variants[letter] ?? letter)
      .replace(/[^\p{L}\p{N}№#]+/gu, " ")
      .replace(/(^| )ال(?=\p{L}{3})/gu, "$1")
      .trim()
  );
}

const variants: Readonly<Record<string, string>> = {
  ı: "i",
  ə: "e",
  آ: "ا",
  أ: "ا",
  إ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ؤ: "و",
  ک: "ك",
  ة: "ه",
  ۀ: "ه",
};
