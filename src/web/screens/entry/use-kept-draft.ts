/** Keeps what is being typed: a few seconds after it changed, on the server, or here while that cannot be reached. */
import { useEffect, useRef, useState } from "react";
import { RequestError } from "../../api.ts";
import { type Draft, type Kept, keepDraft } from "../../drafts.ts";
import { useWords } from "../../words.ts";

const PAUSE_MS = 2000;

export type KeptDraft = { readonly words: string; readonly stop: () => void };

export function useKeptDraft(
  { id, kind, values: before, tag: first }: Draft,
  values: Draft["values"],
): KeptDraft {
  const { say, language } = useWords();
  const [kept, setKept] = useState<Kept | { readonly at: "refused"; readonly code: string }>();
  const isOver = useRef(false);
  const saved = useRef(before);
  const tag = useRef(first);
  const latest = useRef(values);
  latest.current = values;
  useEffect(() => {
    const keep = async () => {
      if (isOver.current || latest.current === saved.current) return;
      const now = latest.current;
      try {
        const done = await keepDraft({ id, kind, values: now, tag: tag.current });
        setKept(done);
        tag.current = done.tag;
        saved.current = now;
      } catch (error) {
        setKept({ at: "refused", code: error instanceof RequestError ? error.code : "unknown" });
      }
    };
    const beat = setInterval(() => void keep(), PAUSE_MS);
    // Whoever leaves the form takes the last words with them.
    return () => {
      clearInterval(beat);
      void keep();
    };
  }, [id, kind]);
  const stop = () => {
    isOver.current = true;
  };
  return { words: wordsOf(), stop };

  function wordsOf(): string {
    if (kept === undefined) return "";
    if (kept.at === "refused") return say("entry.notKept", { code: kept.code });
    const time = new Date(kept.saved).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    return say(kept.at === "server" ? "entry.saved" : "entry.notSent", { time });
  }
}
