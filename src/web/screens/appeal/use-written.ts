/** A text while it is typed: saved as it goes, kept here while the link is broken, and held against what others saved. */
import { useCallback, useEffect, useRef, useState } from "react";
import { RequestError } from "../../api.ts";
import { forgetTextHere, isUnreachable, keepTextHere, textHere } from "../../drafts.ts";
import { readText, saveText, type WrittenAppeal } from "../../queries/appeal.ts";

const PAUSE_MS = 1500; // between two savings

export type Keeping =
  | { readonly at: "server"; readonly saved?: string }
  | { readonly at: "typing" }
  | { readonly at: "here" }
  | { readonly at: "refused"; readonly code: string };

/** What somebody else saved while this text was written from the same state: one of the two has to be chosen. */
export type Conflict = { readonly theirs: WrittenAppeal };

export type Written = {
  readonly text: string;
  readonly tag: string; // of the state that is saved
  readonly keeping: Keeping;
  readonly conflict: Conflict | undefined;
  readonly reload: number; // grows when the text is another than the one that was typed
  readonly type: (text: string) => void;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => void;
  /** Saves what is not saved yet; gives the tag of it, or nothing where it could not be. */
  readonly saveNow: () => Promise<string | undefined>;
};

/** Requires `first` to be what the server has of the appeal. */
export function useWritten(first: WrittenAppeal): Written {
  const { appeal } = first;
  const [text, setText] = useState(first.text);
  const [keeping, setKeeping] = useState<Keeping>({
    at: "server",
    ...(first.saved !== undefined && { saved: first.saved }),
  });
  const [conflict, setConflict] = useState<Conflict>();
  const [reload, setReload] = useState(0);
  const [tag, setTag] = useState(first.tag);
  const now = useRef({ text: first.text, saved: first.text, tag: first.tag, isHeld: false });
  const saving = useRef(Promise.resolve());

  const replace = useCallback((written: string) => {
    now.current.text = written;
    setText(written);
    setReload((times) => times + 1);
  }, []);

  const save = useCallback(async () => {
    const state = now.current;
    if (state.isHeld || state.text === state.saved) return;
    const sent = state.text;
    try {
      const written = await saveText(appeal, sent, state.tag);
      Object.assign(state, { saved: sent, tag: written.tag });
      setTag(written.tag);
      await forgetTextHere(appeal);
      setKeeping(
        state.text === sent
          ? { at: "server", ...(written.saved !== undefined && { saved: written.saved }) }
          : { at: "typing" },
      );
    } catch (error) {
      if (isUnreachable(error)) {
        const kept = state.text;
        await keepTextHere({ id: appeal, text: kept, tag: state.tag });
        setKeeping({ at: state.text === kept ? "here" : "typing" });
      } else if (error instanceof RequestError && error.code === "changed-meanwhile") {
        state.isHeld = true;
        await keepTextHere({ id: appeal, text: state.text, tag: state.tag });
        setConflict({ theirs: await readText(appeal) });
      } else setKeeping({ at: "refused", code: error instanceof RequestError ? error.code : "unknown" });
    }
  }, [appeal]);
  /** One saving at a time: the second has to know the tag of the first. */
  const saveInTurn = useCallback(() => {
    saving.current = saving.current.then(save);
    return saving.current;
  }, [save]);

  useEffect(() => {
    void textHere(appeal).then((here) => {
      const state = now.current;
      if (here === undefined || here.text === state.saved) return;
      if (here.tag === state.tag) {
        replace(here.text);
        setKeeping({ at: "here" });
        return;
      }
      state.isHeld = true;
      replace(here.text);
      setConflict({ theirs: first });
    });
  }, [appeal, first, replace]);
  useEffect(() => {
    const beat = setInterval(() => void saveInTurn(), PAUSE_MS);
    // Whoever leaves takes the last words with them.
    return () => {
      clearInterval(beat);
      void saveInTurn();
    };
  }, [saveInTurn]);

  const settle = (written: WrittenAppeal, kept: string) => {
    Object.assign(now.current, { saved: written.text, tag: written.tag, isHeld: false });
    setTag(written.tag);
    setConflict(undefined);
    replace(kept);
  };
  return {
    text,
    tag,
    keeping,
    conflict,
    reload,
    type: (typed) => {
      now.current.text = typed;
      setText(typed);
      setKeeping({ at: "typing" });
    },
    keepMine: async () => {
      if (conflict === undefined) return;
      settle(conflict.theirs, now.current.text);
      await saveInTurn();
    },
    takeTheirs: () => {
      if (conflict === undefined) return;
      void forgetTextHere(appeal);
      settle(conflict.theirs, conflict.theirs.text);
      setKeeping({ at: "server" });
    },
    saveNow: async () => {
      await saveInTurn();
      const { text: typed, saved, tag: of } = now.current;
      return typed === saved ? of : undefined;
    },
  };
}
