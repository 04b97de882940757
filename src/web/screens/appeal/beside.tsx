/** Which other language stands beside the text, whether its figures are the same, and how another is begun. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { HeadFields } from "../../../appeal/appeal-file.ts";
import { languageNames, languages, ownLanguageName } from "../../../pages/language.ts";
import type { AnswerOf } from "../../api.ts";
import type { DraftFigure } from "../../generated/api.ts";
import { Failure } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { beginAppeal } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { useFigures } from "./desk.tsx";
import { directiveWords } from "./directives.ts";

export const NONE = ""; // no other language beside

type AppealHead = AnswerOf<"GET /api/appeals">["items"][number];

export type BesideProps = {
  readonly root: string; // the text that the others translate
  readonly head: HeadFields;
  readonly others: readonly AppealHead[];
  readonly second: string; // the one beside; NONE where there is none
  readonly onSecond: (appeal: string) => void;
  readonly directives: readonly string[];
  readonly figures: ReadonlyMap<string, DraftFigure>;
  readonly body: string | undefined; // of the one beside, as it is typed
  readonly onPut: (directive: string) => void; // into the one beside
};

export function Beside(props: BesideProps) {
  const { say } = useWords();
  const { root, head, others, second, onSecond, body } = props;
  return (
    <Panel title={say("appeal.languages")}>
      <p className="soft">{say("appeal.languagesLead")}</p>
      <div className="appeal-picks">
        {others.length > 0 && (
          <Pick
            label={say("appeal.beside")}
            choices={[
              ...others.map((each) => ({
                value: each.appeal,
                label: `${ownLanguageName(each.language)} · ${each.title}`,
              })),
              { value: NONE, label: say("appeal.besideNone") },
            ]}
            value={second}
            onPick={onSecond}
          />
        )}
        <BeginLanguage
          root={root}
          head={head}
          taken={[head.language, ...others.map(({ language }) => language)]}
        />
      </div>
      {second !== NONE && body !== undefined && <Compared {...props} body={body} />}
    </Panel>
  );
}

type ComparedProps = Omit<BesideProps, "body"> & { readonly body: string };

/** Which figures one text has and the other lacks; a figure that is lacking beside is put there with a press. */
function Compared({ second, directives, figures, body, onPut }: ComparedProps) {
  const { say } = useWords();
  const { directives: theirs, figures: counted } = useFigures(body);
  const queryOf = (of: ReadonlyMap<string, DraftFigure>, asked: string) =>
    of.get(asked)?.figure?.query ?? asked;
  const own = new Set(directives.map((each) => queryOf(figures, each)));
  const other = new Set(theirs.map((each) => queryOf(counted, each)));
  const lacking = directives.filter((each) => !other.has(queryOf(figures, each)));
  const more = theirs.filter((each) => !own.has(queryOf(counted, each)));
  return (
    <>
      {lacking.length + more.length === 0 ? (
        <p role="status">{say("appeal.sameFigures")}</p>
      ) : (
        <div className="fault" role="status">
          <p>{say("appeal.otherFigures")}</p>
          <ul>
            {lacking.map((each) => (
              <li key={each}>
                {say("appeal.lacksThere", { figure: directiveWords(say, each) })}{" "}
                {!each.startsWith("to bind:") && (
                  <PushButton quiet onPress={() => onPut(each)}>
                    {say("appeal.putThere", { figure: directiveWords(say, each) })}
                  </PushButton>
                )}
              </li>
            ))}
            {more.map((each) => (
              <li key={each}>{say("appeal.lacksHere", { figure: directiveWords(say, each) })}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <Link to="/appeals/$id" params={{ id: second }}>
          {say("appeal.openOther")}
        </Link>
      </p>
    </>
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
