/** Bringing a list in: the file and whose it is, then how it is read, then what changes, then the work. */
import { useState } from "react";
import { Failure } from "../../parts/answer.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { type Preview, previewList } from "../../queries/import.ts";
import { useWords } from "../../words.ts";
import { type Asked, AskFile } from "./ask-file.tsx";
import { Check } from "./check.tsx";
import { Work } from "./work.tsx";
import "./import.css";

type Step =
  | { readonly at: "file" }
  | { readonly at: "check"; readonly asked: Asked; readonly preview: Preview }
  | { readonly at: "work"; readonly job: string };

export function Import() {
  const { say } = useWords();
  const [step, setStep] = useState<Step>({ at: "file" });
  const [failure, setFailure] = useState<unknown>();
  const look = async (asked: Asked, mapping?: Preview["mapping"], most?: number) => {
    const { upload, source, organisation } = asked;
    const preview = await previewList({
      upload,
      source,
      ...(organisation !== undefined && { organisation }),
      ...(mapping !== undefined && { mapping }),
      ...(most !== undefined && { most }),
    });
    setStep({ at: "check", asked, preview });
  };
  const lookFirst = async (asked: Asked) => {
    setFailure(undefined);
    try {
      await look(asked);
    } catch (error) {
      setFailure(error);
    }
  };
  const titles = { file: "import.step.file", check: "import.step.check", work: "import.step.work" } as const;
  return (
    <>
      <ScreenTitle>{say("import.title")}</ScreenTitle>
      <ol className="import-steps">
        {(["file", "check", "work"] as const).map((at) => (
          <li key={at} aria-current={step.at === at ? "step" : undefined}>
            {say(titles[at])}
          </li>
        ))}
      </ol>
      {failure !== undefined && <Failure error={failure} retry={() => setFailure(undefined)} />}
      {step.at === "file" && <AskFile onAsk={lookFirst} />}
      {step.at === "check" && (
        <Check
          asked={step.asked}
          preview={step.preview}
          onLook={(mapping, most) => look(step.asked, mapping, most)}
          onWork={(job) => setStep({ at: "work", job })}
          onLeave={() => setStep({ at: "file" })}
        />
      )}
      {step.at === "work" && <Work key={step.job} job={step.job} onLeave={() => setStep({ at: "file" })} />}
    </>
  );
}
