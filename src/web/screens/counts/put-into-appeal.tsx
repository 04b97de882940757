/** A figure put into an appeal: at the end of its text, in all its languages, where whoever writes moves it on. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useActs } from "../../acts.tsx";
import { Failure } from "../../parts/answer.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { appealsQuery, readText, saveText } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";

type Put = { readonly appeal: string; readonly before: string; readonly after: string };

export function PutIntoAppeal({ directive }: { readonly directive: string }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const appeals = useQuery(appealsQuery).data ?? [];
  const roots = appeals.filter(({ translates }) => translates === undefined);
  const [chosen, choose] = useState<string>();
  const root = roots.find(({ appeal }) => appeal === chosen) ?? roots[0];
  const put = useMutation({
    mutationFn: async (into: string) => {
      const texts = appeals.filter(({ appeal, translates }) => appeal === into || translates === into);
      const done: Put[] = [];
      for (const { appeal } of texts) done.push(await append(appeal, directive));
      return done;
    },
    onSuccess: async (done, into) => {
      const title = roots.find(({ appeal }) => appeal === into)?.title ?? into;
      tell({
        told: say("counts.putDone", { title, count: done.length }),
        undo: () => Promise.all(done.map(takeOut)),
      });
      await client.invalidateQueries({ queryKey: ["appeals"] });
    },
  });
  if (root === undefined)
    return (
      <p className="soft">
        {say("counts.putNone")} <Link to="/appeals">{say("counts.toAppeal")}</Link>
      </p>
    );
  return (
    <>
      <div className="keep-figure">
        <Pick
          label={say("counts.putInto")}
          choices={roots.map(({ appeal, title }) => ({ value: appeal, label: title || appeal }))}
          value={root.appeal}
          onPick={choose}
        />
        <PushButton isPending={put.isPending} onPress={() => put.mutate(root.appeal)}>
          {say("counts.put")}
        </PushButton>
      </div>
      <p className="soft">{say("counts.putHint")}</p>
      {put.isError && <Failure error={put.error} retry={() => put.mutate(root.appeal)} />}
      {put.isSuccess && put.variables === root.appeal && (
        <p>
          <Link to="/appeals/$id" params={{ id: root.appeal }}>
            {say("counts.openAppeal")}
          </Link>
        </p>
      )}
    </>
  );
}

async function append(appeal: string, directive: string): Promise<Put> {
  const { text: before, tag } = await readText(appeal);
  const after = `${before.trimEnd()}\n\n{{${directive}}}\n`;
  await saveText(appeal, after, tag);
  return { appeal, before, after };
}

/** Only of a text that is still as it was left: what somebody wrote since is not taken away with it. */
async function takeOut({ appeal, before, after }: Put): Promise<void> {
  const { text, tag } = await readText(appeal);
  if (text !== after)
    throw new Error(`got another text of ${appeal}, wanted the one that the figure was put into`);
  await saveText(appeal, before, tag);
}
