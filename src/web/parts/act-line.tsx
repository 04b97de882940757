/** One line that says what was done last, until the next act; Undo takes it back, in the history as well. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useActs } from "../acts.tsx";
import { useShortcuts } from "../shortcuts.tsx";
import { useWords } from "../words.ts";
import { PushButton } from "./push-button.tsx";

export function ActLine() {
  const { say } = useWords();
  const client = useQueryClient();
  const { act, tell } = useActs();
  const [isUndoing, setUndoing] = useState(false);
  const undo = useMemo(() => {
    if (act?.undo === undefined) return undefined;
    const takeBack = act.undo;
    return async () => {
      setUndoing(true);
      try {
        await takeBack();
        tell({ told: say("shell.undone", { act: act.told }) });
        await client.invalidateQueries();
      } catch {
        tell({ ...act, told: say("shell.notUndone", { act: act.told }) });
      } finally {
        setUndoing(false);
      }
    };
  }, [act, client, say, tell]);
  const keys = useMemo(
    () =>
      undo === undefined
        ? []
        : [
            {
              code: "KeyZ",
              control: true,
              shown: "Ctrl+Z",
              word: "shell.undo" as const,
              act: () => void undo(),
            },
          ],
    [undo],
  );
  useShortcuts(keys);
  return (
    <div className="act-line" data-empty={act === undefined || undefined}>
      <p role="status">{act?.told}</p>
      {undo !== undefined && (
        <PushButton isPending={isUndoing} onPress={() => void undo()}>
          {say("shell.undo")} <kbd>Ctrl+Z</kbd>
        </PushButton>
      )}
    </div>
  );
}
