/** The files that the records came in, and who held them when; looked at only when somebody asks. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { modelWord } from "../../../pages/record-words.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { evidenceQuery } from "../../queries/entity.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import type { Shown } from "./entity.tsx";

export function Evidence({ entity: { entity } }: Shown) {
  const { say } = useWords();
  const viewer = useQuery(viewerQuery).data;
  const [isOpen, setOpen] = useState(false);
  const query = useQuery(evidenceQuery(entity, isOpen));
  if (viewer?.deeds.includes("change") !== true) return null;
  return (
    <Panel title={say("dossier.evidence")}>
      {!isOpen ? (
        <>
          <p className="soft">{say("entity.evidenceWhat")}</p>
          <PushButton onPress={() => setOpen(true)}>{say("entity.evidenceOpen")}</PushButton>
        </>
      ) : (
        <Answer query={query}>
          {({ files }) => (
            <ul className="plain entity-evidence">
              {files.map(({ file, version, digest, state, custody }) => (
                <li key={`${digest} ${version}`}>
                  <p>
                    <bdi>{file}</bdi> · {say(`dossier.${state}`)}
                    <span className="second">
                      SHA-256 <bdi className="digest">{digest}</bdi>
                    </span>
                  </p>
                  {custody.length === 0 ? (
                    <p className="soft">{say("dossier.noCustody")}</p>
                  ) : (
                    <ol>
                      {custody.map(({ act, when, by, to, note }) => (
                        <li key={`${act} ${when} ${by}`}>
                          {when.slice(0, 10)} · {modelWord(say, `dossier.word.${act}`)} · <bdi>{by}</bdi>
                          {[to, note].map((each) => each !== undefined && <bdi key={each}> · {each}</bdi>)}
                        </li>
                      ))}
                    </ol>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Answer>
      )}
    </Panel>
  );
}
