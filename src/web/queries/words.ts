/** Words of a language that need not be the one that is shown. */
import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../../pages/language.ts";
import { readWords } from "../words.ts";

/** They come with the program, and do not change while it runs. */
export const wordsQuery = (language: Language) =>
  queryOptions({
    queryKey: ["words", language],
    queryFn: () => readWords(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
