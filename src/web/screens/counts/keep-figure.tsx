/** Keeping a figure by a name, by which it is put into an appeal; and what stands for it in the text. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useActs } from "../../acts.tsx";
import { Failure } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { type Asked, type Counted, dropFigure, keepFigure, keptFiguresQuery } from "../../queries/count.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { PutIntoAppeal } from "./put-into-appeal.tsx";

export type KeepFigureProps = { readonly asked: Asked; readonly counted: Counted };

export function KeepFigure({ asked, counted }: KeepFigureProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const mayChange = useQuery(viewerQuery).data?.deeds.includes("change") === true;
  const [name, setName] = useState("");
  const [failure, setFailure] = useState<unknown>();
  const heading = useId();
  const keep = async () => {
    setFailure(undefined);
    try {
      const { id } = await keepFigure(name.trim(), asked);
      tell({ told: say("counts.kept", { name: name.trim() }), undo: () => dropFigure(id) });
      await client.invalidateQueries({ queryKey: keptFiguresQuery.queryKey });
      setName("");
    } catch (error) {
      setFailure(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") void keep();
  };
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{say("counts.saveTitle")}</h3>
      {mayChange && (
        <form className="keep-figure" onSubmit={submit} autoComplete="off">
          <TextInput
            label={say("counts.saveName")}
            hint={say("counts.saveHint")}
            value={name}
            onChange={setName}
            maxLength={200}
            isRequired
          />
          <PushButton type="submit">{say("counts.save")}</PushButton>
        </form>
      )}
      {failure !== undefined && <Failure error={failure} retry={() => void keep()} />}
      {counted.directive === undefined ? (
        <p className="soft">{say("counts.notInText")}</p>
      ) : (
        <>
          {mayChange && <PutIntoAppeal directive={counted.directive} />}
          <p className="soft">{say("counts.inText")}</p>
          <p>
            <code dir="auto">{`{{${counted.directive}}}`}</code>
          </p>
        </>
      )}
    </section>
  );
}
