/** A text that two people wrote at once. */
import { PushButton } from "../../parts/push-button.tsx";
import { useWords } from "../../words.ts";
import { CompareTable } from "./compare-table.tsx";
import type { Written } from "./use-written.ts";

/** Both texts, since two people wrote one: nothing is saved until one of them is chosen. */
export function Choose({ written, id }: { readonly written: Written; readonly id: string }) {
  const { say, language } = useWords();
  const { conflict } = written;
  if (conflict === undefined) return null;
  const { theirs } = conflict;
  const time =
    theirs.saved === undefined ? "" : new Date(theirs.saved).toLocaleString(language, { timeStyle: "short" });
  return (
    <section className="fault appeal-conflict" role="alert" aria-labelledby={id}>
      <h2 id={id}>{say("appeal.conflict")}</h2>
      <p>{say("appeal.conflictWhy", { by: theirs.by === "" ? say("appeal.somebody") : theirs.by, time })}</p>
      <CompareTable
        left={{ name: say("appeal.theirs"), text: theirs.text }}
        right={{ name: say("appeal.mine"), text: written.text }}
      />
      <div className="actions">
        <PushButton main onPress={() => void written.keepMine()}>
          {say("appeal.keepMine")}
        </PushButton>
        <PushButton onPress={written.takeTheirs}>{say("appeal.takeTheirs")}</PushButton>
      </div>
    </section>
  );
}
