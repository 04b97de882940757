/** A text that is no longer wanted, taken out after one question that says what of it stays. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { forgetTextHere } from "../../drafts.ts";
import { Failure } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { Question } from "../../parts/question.tsx";
import { dropText } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import type { Written } from "./use-written.ts";

type DropTextProps = { readonly appeal: string; readonly written: Written; readonly isTaken: boolean };

export function DropText({ appeal, written, isTaken }: DropTextProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, ask] = useState(false);
  const drop = useMutation({
    mutationFn: async () => {
      // What is still being sent would come after, and refuse what was asked for.
      const tag = await written.saveNow();
      if (tag === undefined) throw new Error("got a text that is not saved, wanted it to be first");
      await dropText(appeal, tag);
      await forgetTextHere(appeal);
    },
    onSuccess: async () => {
      await navigate({ to: "/appeals" });
      await client.invalidateQueries({ queryKey: ["appeals"] });
    },
  });
  return (
    <>
      <PushButton quiet onPress={() => ask(true)}>
        {say("appeal.drop")}
      </PushButton>
      {drop.isError && <Failure error={drop.error} retry={() => drop.mutate()} />}
      <Question
        title={say("appeal.drop")}
        isOpen={isAsking}
        onClose={() => ask(false)}
        actions={[
          {
            word: say("appeal.drop"),
            main: true,
            act: () => {
              ask(false);
              drop.mutate();
            },
          },
          { word: say("shell.close"), act: () => ask(false) },
        ]}
      >
        <p>{say(isTaken ? "appeal.dropSince" : "appeal.dropAll")}</p>
      </Question>
    </>
  );
}
