/** How the list is read, column by column, beside sample rows; what is wrong with which row; what would change. */
import { useState } from "react";
import { formatNumber } from "../../../pages/format.ts";
import { Failure } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { bringIn, type Mapping, type Preview } from "../../queries/import.ts";
import { useWords } from "../../words.ts";
import type { Asked } from "./ask-file.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { PreviewRows } from "./preview-rows.tsx";

const [A_PAGE, MOST] = [400, 10_000]; // rows more at a time, since the list is read anew for each; rows that are shown

export type CheckProps = {
  readonly asked: Asked;
  readonly preview: Preview;
  readonly onLook: (mapping: Mapping, most?: number) => Promise<void>;
  readonly onWork: (job: string) => void;
  readonly onLeave: () => void;
};

export function Check({ asked, preview, onLook, onWork, onLeave }: CheckProps) {
  const { say, language } = useWords();
  const [mapping, setMapping] = useState(preview.mapping);
  const [read, setRead] = useState(preview.mapping);
  const [failed, setFailed] = useState<{ readonly error: unknown; readonly act: () => Promise<void> }>();
  const [isBusy, setBusy] = useState(false);
  const isStale = mapping !== read;
  const { added, changed, unchanged, removed } = preview.difference;
  const fates = { added, changed, unchanged, removed };
  const during = async (act: () => Promise<void>) => {
    setBusy(true);
    setFailed(undefined);
    try {
      await act();
    } catch (error) {
      setFailed({ error, act });
    } finally {
      setBusy(false);
    }
  };
  const again = () =>
    during(async () => {
      await onLook(mapping);
      setRead(mapping);
    });
  const shown = Math.max(preview.changing.length, preview.withIssues.length);
  const more = () => during(() => onLook(read, Math.min(MOST, shown + A_PAGE)));
  const moreButton = shown < MOST && (
    <PushButton isPending={isBusy} onPress={() => void more()}>
      {say("shell.more")}
    </PushButton>
  );
  const bring = () =>
    during(async () => {
      const { upload, source, organisation, consent } = asked;
      const holder = organisation === undefined ? {} : { organisation };
      onWork((await bringIn({ upload, source, ...holder, consent, mapping: read, tag: preview.tag })).id);
    });
  return (
    <>
      <p className="lead">
        <bdi>{asked.file}</bdi> · <bdi>{asked.source}</bdi> · {say(`entry.consent.${asked.consent}`)}
      </p>
      <Panel title={say("import.columns")}>
        <p className="soft">{say(`import.origin.${preview.origin}`)}</p>
        <MappingTable mapping={mapping} tables={preview.tables} onChange={setMapping} />
        {isStale && (
          <p className="attention">
            {say("import.stale")}{" "}
            <PushButton isPending={isBusy} onPress={() => void again()}>
              {say("import.again")}
            </PushButton>
          </p>
        )}
      </Panel>
      <Panel title={say("import.changes")}>
        <dl className="figures">
          {(["added", "changed", "unchanged", "removed"] as const).map((fate) => (
            <div key={fate} className="figure-tile">
              <dt>{say(`import.fate.${fate}`)}</dt>
              <dd>{formatNumber(language, fates[fate])}</dd>
            </div>
          ))}
        </dl>
        <PreviewRows rows={preview.changing} total={changed} caption={say("import.fate.changed")}>
          {moreButton}
        </PreviewRows>
      </Panel>
      <Panel title={say("import.issues", { n: preview.issues })}>
        <p className="soft">{say("import.issuesNote")}</p>
        <PreviewRows
          rows={preview.withIssues}
          total={preview.recordsWithIssues}
          caption={say("import.issuesRows")}
        >
          {moreButton}
        </PreviewRows>
      </Panel>
      {failed !== undefined && <Failure error={failed.error} retry={() => void during(failed.act)} />}
      <div className="actions">
        <PushButton main isPending={isBusy} onPress={() => void (isStale ? again() : bring())}>
          {isStale ? say("import.again") : say("import.bring", { n: added + changed })}
        </PushButton>
        <PushButton onPress={onLeave}>{say("import.other")}</PushButton>
      </div>
    </>
  );
}
