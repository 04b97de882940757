/** The same appeal in another language, beside the one that is written, and whether its figures are the same. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type HeadFields, readAppealFile } from "../../../appeal/appeal-file.ts";
import { directionOf, interfaceLanguage, languageNames, languages } from "../../../pages/language.ts";
import type { DraftFigure } from "../../generated/api.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { appealsQuery, beginAppeal, figuresQuery, writtenQuery } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { directivesIn, directiveWords } from "./directives.ts";

export type BesideProps = {
  readonly appeal: string;
  readonly head: HeadFields;
  readonly directives: readonly string[];
  readonly figures: ReadonlyMap<string, DraftFigure>;
};

export function Beside({ appeal, head, directives, figures }: BesideProps) {
  const { say } = useWords();
  const root = head.translates === "" ? appeal : head.translates;
  const others = (useQuery(appealsQuery).data ?? []).filter(
    (each) => each.appeal !== appeal && (each.appeal === root || each.translates === root),
  );
  const [chosen, choose] = useState<string>();
  const shown = chosen ?? others[0]?.appeal;
  return (
    <Panel title={say("appeal.languages")}>
      <p className="soft">{say("appeal.languagesLead")}</p>
      <div className="appeal-picks">
        {others.length > 0 && (
          <Pick
            label={say("appeal.beside")}
            choices={others.map((each) => ({
              value: each.appeal,
              label: `${languageNames[interfaceLanguage(each.language)]} · ${each.title}`,
            }))}
            value={shown ?? null}
            onPick={choose}
          />
        )}
        <BeginLanguage
          root={root}
          head={head}
          taken={[head.language, ...others.map(({ language }) => language)]}
        />
      </div>
      {shown !== undefined && <Other appeal={shown} directives={directives} figures={figures} />}
    </Panel>
  );
}

function Other({ appeal, directives, figures }: Omit<BesideProps, "head">) {
  const { say } = useWords();
  const query = useQuery(writtenQuery(appeal));
  const text = query.data?.text ?? "";
  const file = readAppealFile(text);
  const body = "value" in file ? file.value.body : text;
  const language = "value" in file ? file.value.head.language : "en";
  const theirs = directivesIn(body);
  const counted = useQuery(figuresQuery(theirs)).data ?? [];
  const own = new Set(directives.map((each) => figures.get(each)?.figure?.query ?? each));
  const other = new Set(counted.map((each) => each.figure?.query ?? each.asked));
  const lacking = directives.filter((each) => !other.has(figures.get(each)?.figure?.query ?? each));
  const more = counted.filter((each) => !own.has(each.figure?.query ?? each.asked)).map(({ asked }) => asked);
  const ids = new Map(theirs.map((directive, i) => [directive, `[F${i + 1}]`]));
  const blocks = body
    .replace(
      /\{\{([^{}]*)\}\}/g,
      (_, inside: string) => ids.get(inside.trim()) ?? inside.replace(/^\s*not a figure:\s*/, ""),
    )
    .split(/\n\s*\n/)
    .map((block, at) => ({ at, block: block.replace(/^#+\s+/gm, "") }));
  return (
    <Answer query={query}>
      {() => (
        <>
          {lacking.length + more.length === 0 ? (
            <p>{say("appeal.sameFigures")}</p>
          ) : (
            <div className="fault">
              <p>{say("appeal.otherFigures")}</p>
              <ul>
                {lacking.map((each) => (
                  <li key={each}>{say("appeal.lacksThere", { figure: directiveWords(say, each) })}</li>
                ))}
                {more.map((each) => (
                  <li key={each}>{say("appeal.lacksHere", { figure: directiveWords(say, each) })}</li>
                ))}
              </ul>
            </div>
          )}
          <div className="appeal-beside" lang={language} dir={directionOf(interfaceLanguage(language))}>
            {blocks.map(({ at, block }) => (
              <p key={at}>{block}</p>
            ))}
          </div>
          <p>
            <Link to="/appeals/$id" params={{ id: appeal }}>
              {say("appeal.openOther")}
            </Link>
          </p>
        </>
      )}
    </Answer>
  );
}

function BeginLanguage({
  root,
  head,
  taken,
}: {
  readonly root: string;
  readonly head: HeadFields;
  readonly taken: readonly string[];
}) {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const free = languages.filter((each) => !taken.includes(each));
  const [chosen, choose] = useState<string>();
  const language = free.find((each) => each === chosen) ?? free[0];
  const begin = useMutation({
    mutationFn: (to: string) => beginAppeal({ title: head.title || root, language: to, translates: root }),
    onSuccess: async ({ appeal }) => {
      await client.invalidateQueries({ queryKey: ["appeals"] });
      void navigate({ to: "/appeals/$id", params: { id: appeal } });
    },
  });
  if (language === undefined) return null;
  return (
    <>
      <Pick
        label={say("appeal.newLanguage")}
        choices={free.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onPick={choose}
      />
      <PushButton isPending={begin.isPending} onPress={() => begin.mutate(language)}>
        {say("appeal.beginLanguage")}
      </PushButton>
      {begin.isError && <Failure error={begin.error} retry={() => begin.mutate(language)} />}
    </>
  );
}
