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
  | { readonly at: "held" } // here as well, until one of two texts is chosen
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

type Now = {
  text: string;
  saved: string; // on the server
  kept?: string | undefined; // in this browser, while the text is held
  tag: string;
  isHeld: boolean; // nothing is sent while somebody else's text stands against this one
};

const isChangedMeanwhile = (error: unknown) =>
  error instanceof RequestError && error.code === "changed-meanwhile";

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
  const now = useRef<Now>({ text: first.text, saved: first.text, tag: first.tag, isHeld: false });
  const saving = useRef(Promise.resolve());

  const replace = useCallback((written: string) => {
    now.current.text = written;
    setText(written);
    setReload((times) => times + 1);
  }, []);

  const keepHere = useCallback(async () => {
    const state = now.current;
    const { text: kept, tag: of } = state;
    await keepTextHere({ id: appeal, text: kept, tag: of });
    state.kept = kept;
    if (state.text === kept) setKeeping({ at: state.isHeld ? "held" : "here" });
    else setKeeping({ at: "typing" });
  }, [appeal]);
  const send = useCallback(async () => {
    const state = now.current;
    const sent = state.text;
    const written = await saveText(appeal, sent, state.tag).catch(async (error: unknown) => {
      await keepHere();
      if (!isChangedMeanwhile(error)) throw error;
      setConflict({ theirs: await readText(appeal) });
      state.isHeld = true;
      if (state.text === state.kept) setKeeping({ at: "held" });
    });
    if (written === undefined) return;
    Object.assign(state, { saved: sent, tag: written.tag });
    setTag(written.tag);
    await forgetTextHere(appeal);
    setKeeping(
      state.text === sent
        ? { at: "server", ...(written.saved !== undefined && { saved: written.saved }) }
        : { at: "typing" },
    );
  }, [appeal, keepHere]);
  const save = useCallback(async () => {
    const { isHeld, text: typed, kept, saved } = now.current;
    try {
      // Until one of the two is chosen, what is typed has no place but this browser.
      if (isHeld && typed !== kept) await keepHere();
      else if (!isHeld && typed !== saved) await send();
    } catch (error) {
      if (isUnreachable(error)) return;
      setKeeping({ at: "refused", code: error instanceof RequestError ? error.code : "unknown" });
    }
  }, [keepHere, send]);
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
      Object.assign(state, { kept: here.text, isHeld: true });
      replace(here.text);
      setKeeping({ at: "held" });
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
    Object.assign(now.current, { saved: written.text, tag: written.tag, kept: undefined, isHeld: false });
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
      saving.current = saving.current.then(() => forgetTextHere(appeal));
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
