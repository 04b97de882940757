/** Checking a published folder in this browser: one that is published here, or one that a person holds. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import { type FolderFiles, readChosenFolder } from "../chosen-folder.ts";
import { fetchPublishedFolder } from "../folder-files.ts";
import { Answer, Failure, Loading } from "../parts/answer.tsx";
import { Legal } from "../parts/legal.tsx";
import { ScreenTitle } from "../parts/screen-title.tsx";
import { VerdictReport } from "../parts/verdict-report.tsx";
import { publicationsQuery } from "../queries/register.ts";
import { verifyHere } from "../verify-here.ts";
import { useWords } from "../words.ts";

type Checking = { readonly name: string; readonly files: () => Promise<FolderFiles> };

const route = getRouteApi("/verify");

export function Verify() {
  const { say } = useWords();
  const { appeal } = route.useSearch();
  const publications = useQuery(publicationsQuery);
  const [keys, setKeys] = useState("");
  const check = useMutation({
    mutationFn: async ({ name, files }: Checking) => {
      const folder = await files();
      return { name, files: folder.size, verdict: await verifyHere(folder, keys) };
    },
  });
  return (
    <>
      <ScreenTitle>{say("verify.title")}</ScreenTitle>
      <p className="lead">
        <Legal word="verify.lead" />
      </p>
      <div className="columns">
        <section className="panel" aria-labelledby="published">
          <h2 id="published">{say("verify.published")}</h2>
          <Answer query={publications}>
            {(list) =>
              list.length === 0 ? (
                <p>{say("verify.publishedEmpty")}</p>
              ) : (
                <ul className="plain published">
                  {list.map(({ slug, path, title, language }) => (
                    <li key={path} className={slug === appeal ? "chosen" : undefined}>
                      <span className="published-title">
                        <bdi lang={language} id={`appeal-${path}`}>
                          {title}
                        </bdi>
                      </span>
                      <Button
                        id={`verify-${path}`}
                        aria-labelledby={`verify-${path} appeal-${path}`}
                        className={slug === appeal || list.length === 1 ? "button button-main" : "button"}
                        onPress={() => check.mutate({ name: title, files: () => fetchPublishedFolder(path) })}
                      >
                        {say("verify.start")}
                      </Button>
                    </li>
                  ))}
                </ul>
              )
            }
          </Answer>
        </section>
        <section className="panel" aria-labelledby="folder">
          <h2 id="folder">{say("verify.folder")}</h2>
          <p className="hint">{say("verify.folderHint")}</p>
          <FileTrigger
            acceptDirectory
            onSelect={(list) => {
              const chosen = list === null ? [] : [...list];
              const name = chosen[0]?.webkitRelativePath.split("/")[0] ?? "";
              if (chosen.length > 0) check.mutate({ name, files: () => readChosenFolder(chosen) });
            }}
          >
            <Button className="button">{say("verify.choose")}</Button>
          </FileTrigger>
        </section>
      </div>
      <TextField className="field" value={keys} onChange={setKeys}>
        <Label>{say("verify.keys")}</Label>
        <TextArea className="input" rows={3} dir="ltr" spellCheck="false" autoComplete="off" />
        <Text slot="description" className="hint">
          {say("verify.keysHint")}
        </Text>
      </TextField>
      <div aria-live="polite">
        {check.isPending && <Loading />}
        {check.isError && (
          <Failure error={check.error} retry={() => check.variables && check.mutate(check.variables)} />
        )}
        {check.isSuccess && <VerdictReport {...check.data} />}
      </div>
    </>
  );
}
