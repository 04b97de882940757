/** Invented words stand as sounds and are spelled by the rules of each script, with the choices clerks really have. */
import type { Random } from "../../src/base/random.ts";
import { pickFirst } from "./chance.ts";

/**
 * Sounds to letters; the longest entry wins, `^x` only at the beginning of a word and `x$` only at its end.
 * Sounds are written a e i o u ə ö ü ı b c ç d f g ğ h x j k q l m n p r s ş t v y z and ʦ (ts), ʣ (dz).
 */
export type Orthography = Readonly<Record<string, readonly string[]>>;

/** `sounds` in an orthography, with its first letter capital; without `random` always the commonest letters. */
export function spell(sounds: string, orthography: Orthography, random?: Random): string {
  return sounds
    .split(" ")
    .map((word) => capital(spellWord(word, orthography, random)))
    .join(" ");
}

function spellWord(word: string, orthography: Orthography, random: Random | undefined): string {
  let written = "";
  for (let at = 0; at < word.length; ) {
    const { letters, length } = longestMatch(word, at, orthography);
    written += random === undefined ? (letters[0] ?? "") : pickFirst(random, letters, 0.9);
    at += length;
  }
  return written;
}

function longestMatch(word: string, at: number, orthography: Orthography) {
  for (let length = Math.min(2, word.length - at); length > 0; length--) {
    const sound = word.slice(at, at + length);
    const letters =
      (at === 0 ? orthography[`^${sound}`] : undefined) ??
      (at + length === word.length ? orthography[`${sound}$`] : undefined) ??
      orthography[sound];
    if (letters !== undefined) return { letters, length };
  }
  return { letters: [word.charAt(at)], length: 1 };
}

/** With a capital first letter, except in Georgian, which writes no word so. */
function capital(word: string): string {
  return /^\p{Script=Georgian}/u.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

const letters = (table: string): Orthography =>
  Object.fromEntries(
    table
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [sound = "", forms = ""] = entry.split("=");
        return [sound, forms.split(",").map((form) => (form === "-" ? "" : form))];
      }),
  );

/** Local Latin letters. */
export const latinLetters = letters("^i=İ ʦ=ts ʣ=dz");

/** What English-writing clerks make of it; French habits as the second choice. */
export const englishLetters =
  letters(`ə=a,e ö=o ü=u ı=i,y c=j,dj ç=ch,tch ş=sh,ch j=zh q=g,k ğ=gh,g x=kh,h ʦ=ts
  ʣ=dz u=u,ou y=y,i v=v,w`);

/** Cyrillic as the old registry offices wrote it: no h, no q. */
export const russianLetters =
  letters(`a=а b=б d=д e=е ^e=э f=ф g=г ğ=г h=г,х x=х i=и ı=ы k=к q=г,к l=л m=м n=н o=о p=п
  r=р s=с t=т u=у v=в z=з ə=а,е ö=е,о ü=ю,у ^ö=о ^ü=ю c=дж ç=ч ş=ш j=ж ʦ=ц ʣ=дз y=й ya=я ye=е yo=ё yu=ю yə=я`);

export const armenianLetters =
  letters(`a=ա b=բ,պ d=դ,տ e=ե ^e=է f=ֆ g=գ ğ=ղ h=հ x=խ i=ի ı=ը k=կ,ք q=ղ,գ l=լ m=մ n=ն o=ո
  ^o=օ p=պ,փ r=ր,ռ s=ս t=տ,թ u=ու v=վ z=զ ə=ա,ե ö=յո ^ö=օ ü=յու c=ջ ç=չ,ճ ş=շ j=ժ ʦ=ց,ծ ʣ=ձ y=յ ye=ե`);

export const georgianLetters =
  letters(`a=ა b=ბ d=დ e=ე f=ფ g=გ ğ=ღ h=ჰ x=ხ i=ი ı=ი k=კ,ქ q=გ,ყ l=ლ m=მ n=ნ o=ო p=პ,ფ r=რ
  s=ს t=ტ,თ u=უ v=ვ z=ზ ə=ა,ე ö=ო ü=უ,იუ c=ჯ ç=ჩ,ჭ ş=შ j=ჟ ʦ=ც,წ ʣ=ძ y=ი`);

export const arabicLetters =
  letters(`a=ا ^a=ا,أ ^e=ا,إ ^i=اي,إي ^o=او,أو ^u=او,أو ^ə=ا ^ö=او ^ü=او a$=ا,ه ə$=ه,ا b=ب d=د e=ي,- f=ف g=غ,ك
  ğ=غ h=ه,ح x=خ i=ي ı=ي,- k=ك q=ق,غ l=ل m=م n=ن o=و p=ب,پ r=ر s=س,ص t=ت,ط u=و v=ف,و z=ز ə=-,ا ö=و ü=و c=ج ç=تش
  ş=ش j=ج ʦ=تس ʣ=دز y=ي`);
