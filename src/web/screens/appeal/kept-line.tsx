/** Whether what is typed is saved, in one line. */
import { useWords } from "../../words.ts";
import type { Keeping } from "./use-written.ts";

type KeptLineProps = {
  readonly keeping: Keeping;
  readonly of?: string; // which text, where there are two
};

export function KeptLine({ keeping, of }: KeptLineProps) {
  const { say, language } = useWords();
  const words = () => {
    switch (keeping.at) {
      case "typing":
        return say("appeal.typing");
      case "here":
        return say("appeal.keptHere");
      case "held":
        return say("appeal.keptHeld");
      case "refused":
        return say("entry.notKept", { code: keeping.code });
      case "server":
        return keeping.saved === undefined
          ? ""
          : say("entry.saved", {
              time: new Date(keeping.saved).toLocaleTimeString(language, {
                hour: "2-digit",
                minute: "2-digit",
              }),
            });
    }
  };
  return (
    <p className="soft appeal-kept" role="status">
      {of === undefined || words() === "" ? words() : `${of}: ${words()}`}
    </p>
  );
}
