/** The keys that act now, listed on `?`, and the switch that turns single keys off. */
import { CatchBoundary } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { type Shortcut, useKeys, useShortcuts } from "../shortcuts.tsx";
import { useWords } from "../words.ts";
import { PushButton } from "./push-button.tsx";

const KeysList = lazy(async () => ({ default: (await import("./keys-list.tsx")).KeysList }));

export function KeysHelp() {
  const { say } = useWords();
  const { list, isOn, turn } = useKeys();
  const [shown, setShown] = useState<readonly Shortcut[]>();
  const open = useMemo(
    () => [
      {
        code: "Slash",
        sign: "?",
        shift: true,
        shown: "?",
        word: "shell.keys" as const,
        act: () => setShown(list()),
      },
    ],
    [list],
  );
  useShortcuts(open);
  return (
    <>
      <PushButton quiet onPress={() => setShown(list())}>
        {say("shell.keys")}
      </PushButton>
      {shown !== undefined && (
        <CatchBoundary getResetKey={() => "keys"} errorComponent={NoList}>
          <Suspense>
            <KeysList shown={shown} isOn={isOn} turn={turn} onClose={() => setShown(undefined)} />
          </Suspense>
        </CatchBoundary>
      )}
    </>
  );
}

/** What stands there when the list could not be fetched, since the link is broken. */
function NoList() {
  const { say } = useWords();
  return (
    <p className="soft" role="status">
      {say("shell.failed")}
    </p>
  );
}
