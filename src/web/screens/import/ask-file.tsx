/** The file, whose list it is, and what it may be shown to; unless somebody says more, to its organisation alone. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import { type Audience, audiences } from "../../../model/audience.ts";
import { sendFile } from "../../api.ts";
import { Failure } from "../../parts/answer.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { type IssueLine, IssueList } from "../../parts/issue-list.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";

export type Asked = {
  readonly upload: string;
  readonly file: string; // its name
  readonly source: string;
  readonly organisation?: string;
  readonly consent: Audience;
};

export function AskFile({ onAsk }: { readonly onAsk: (asked: Asked) => Promise<void> }) {
  const { say } = useWords();
  const viewer = useQuery(viewerQuery).data;
  const isKeeper = viewer?.as !== "person";
  const [file, setFile] = useState<File>();
  const [source, setSource] = useState("");
  const [organisation, setOrganisation] = useState("");
  const [consent, setConsent] = useState<Audience>("organisation");
  const [issues, setIssues] = useState<readonly IssueLine[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const choose = ([first]: readonly File[]) => {
    if (first === undefined) return;
    setFile(first);
    setSource((before) => (before === "" ? first.name.replace(/\.[^.]+$/, "") : before));
  };
  const send = async () => {
    const wrong = [
      ...(file === undefined ? [{ text: say("import.noFile") }] : []),
      ...(source.trim() === "" ? [{ field: "import-source", text: say("import.noSource") }] : []),
      ...(isKeeper && organisation.trim() === ""
        ? [{ field: "import-organisation", text: say("import.noOrganisation") }]
        : []),
    ];
    setIssues(wrong);
    if (wrong.length > 0 || file === undefined) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const { id } = await sendFile(file);
      const holder = isKeeper ? { organisation: organisation.trim() } : {};
      await onAsk({ upload: id, file: file.name, source: source.trim(), ...holder, consent });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      className="import-file"
      autoComplete="off"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <IssueList issues={issues} />
      <FileDrop
        label={file === undefined ? say("import.drop") : file.name}
        button={say("import.choose")}
        hint={say("import.formats")}
        onFiles={choose}
      />
      <TextInput
        id="import-source"
        label={say("import.source")}
        hint={say("import.sourceHint")}
        value={source}
        onChange={setSource}
      />
      {isKeeper && (
        <TextInput
          id="import-organisation"
          label={say("entry.field.organisation")}
          value={organisation}
          onChange={setOrganisation}
        />
      )}
      <Pick
        label={say("import.consent")}
        hint={say("entry.consentHint")}
        choices={audiences.toReversed().map((value) => ({ value, label: say(`entry.consent.${value}`) }))}
        value={consent}
        onPick={setConsent}
      />
      {failure !== undefined && <Failure error={failure} retry={() => void send()} />}
      <div className="actions">
        <PushButton main type="submit" isPending={isBusy}>
          {say("import.look")}
        </PushButton>
      </div>
    </Form>
  );
}
