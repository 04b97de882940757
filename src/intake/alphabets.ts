/** Which letters the languages of an encoding write, the frequent ones first: enough to tell encodings apart. */

export type Alphabet = {
  readonly encoding: string;
  readonly frequent: string; // about two thirds of a text's letters that are not ASCII
  readonly others: string;
  readonly isLatin: boolean; // its letters stand among ASCII letters, not apart from them
};

const cyrillic = { frequent: "оеаинтсрлвкмду", others: "пяыьгзбчйхжшюцщэфъёіїєґ№", isLatin: false };

/**
 * Frequent letters after the letter counts that are common to running text of the languages concerned
 * (Russian and Ukrainian; Arabic and Persian; Armenian; Turkish; West and Central European languages).
 */
export const alphabets: readonly Alphabet[] = [
  { encoding: "windows-1251", ...cyrillic },
  { encoding: "koi8-u", ...cyrillic },
  { encoding: "ibm866", ...cyrillic },
  {
    encoding: "windows-1256",
    frequent: "اليمونرتبدعسحه",
    others: "ةفقكشأصجخطضزثذغظئءىإآؤپچژگ،؛؟ًٌٍَُِّْ",
    isLatin: false,
  },
  {
    encoding: "armscii8",
    frequent: "անեիրտոսկվմդլյ",
    others: "ւհգբպչշծքցղնձջռփթխզժըօֆճէևԱ",
    isLatin: false,
  },
  { encoding: "windows-1254", frequent: "ışğçöü", others: "İâîûéêæàñ", isLatin: true },
  { encoding: "windows-1252", frequent: "éèáàíóöäüçñ", others: "êâîôûãõåæøëïúßùìòœÿ’“”–", isLatin: true },
  { encoding: "windows-1250", frequent: "áéíóěščřžýłąęćśż", others: "ůúďťňńźőűľĺôäöüăâîşţđ", isLatin: true },
];
