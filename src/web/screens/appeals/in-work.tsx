/** Appeals that are being written, signed or answered; where another one is begun. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import { languageNames, languages } from "../../../pages/language.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { appealsQuery, beginAppeal } from "../../queries/appeal.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";

export function InWork() {
  const { say, language: own } = useWords();
  const query = useQuery(appealsQuery);
  const mayWrite = useQuery(viewerQuery).data?.deeds.includes("change") === true;
  return (
    <section className="part" aria-labelledby="appeals-in-work">
      <h2 id="appeals-in-work">{say("appeals.inWork")}</h2>
      <Answer query={query}>
        {(heads) =>
          heads.length === 0 ? (
            <p className="soft">{say("appeals.inWorkEmpty")}</p>
          ) : (
            <ul className="plain appeals-heads">
              {heads.map(
                ({ appeal, title, language, version, draft, taken, invited, published, translates }) => (
                  <li key={appeal}>
                    <Link to="/appeals/$id" params={{ id: appeal }}>
                      <bdi lang={language} dir="auto">
                        {title === "" ? appeal : title}
                      </bdi>
                    </Link>
                    <span className="second">
                      {[
                        nameOf(language, own),
                        say("appeals.version", { version }),
                        ...(translates === undefined ? [] : [say("appeals.translation")]),
                        ...(draft === undefined ? [] : [say("appeals.written")]),
                        ...(taken === undefined ? [] : [say(invited ? "appeals.invited" : "appeals.taken")]),
                        ...(published === undefined
                          ? []
                          : [say("appeals.isPublished", { version: published })]),
                      ].join(" · ")}
                    </span>
                  </li>
                ),
              )}
            </ul>
          )
        }
      </Answer>
      {mayWrite && <Begin />}
    </section>
  );
}

/** What a language is called, in one's own. */
const nameOf = (language: string, own: string): string =>
  new Intl.DisplayNames([own], { type: "language", fallback: "code" }).of(language) ?? language;

function Begin() {
  const { say, language: own } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [language, setLanguage] = useState<string>(own);
  const [isTried, setTried] = useState(false);
  const begin = useMutation({
    mutationFn: () => beginAppeal({ title: title.trim(), language }),
    onSuccess: async ({ appeal }) => {
      await client.invalidateQueries({ queryKey: ["appeals"] });
      void navigate({ to: "/appeals/$id", params: { id: appeal } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() !== "") begin.mutate();
  };
  const isMissing = isTried && title.trim() === "";
  return (
    <Form className="appeals-begin" onSubmit={submit} validationBehavior="aria" autoComplete="off">
      <TextInput
        label={say("appeals.newTitle")}
        value={title}
        maxLength={300}
        onChange={setTitle}
        isInvalid={isMissing}
        {...(isMissing && { hint: say("appeals.newTitleMissing") })}
      />
      <Pick
        label={say("shell.language")}
        choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={languages.find((each) => each === language) ?? "en"}
        onPick={setLanguage}
      />
      <PushButton type="submit" isPending={begin.isPending}>
        {say("appeals.begin")}
      </PushButton>
      {begin.isError && <Failure error={begin.error} retry={() => begin.mutate()} />}
    </Form>
  );
}
