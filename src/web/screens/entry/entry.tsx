/** Entering by hand: what is told of, the form, and what was begun before. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type Draft, draftsHere, dropDraft } from "../../drafts.ts";
import { type FormKind, formKinds } from "../../entry-form.ts";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { draftsQuery } from "../../queries/entry.ts";
import { useWords } from "../../words.ts";
import { EntryForm } from "./entry-form.tsx";
import "./entry.css";

type Begun = { readonly draft: Draft; readonly corrects?: string | undefined };

export function Entry() {
  const { say } = useWords();
  const { kind, corrects } = useEntrySearch();
  const navigate = useNavigate();
  const [begun, setBegun] = useState<Begun>();
  useEffect(() => {
    const asked = formKinds.find((one) => one === kind);
    if (asked !== undefined) setBegun({ draft: newDraft(asked), corrects });
  }, [kind, corrects]);
  const leave = () => {
    setBegun(undefined);
    if (kind !== undefined) void navigate({ to: "/enter", search: {} });
  };
  return (
    <>
      <ScreenTitle>{say("entry.title")}</ScreenTitle>
      {begun === undefined ? (
        <Begin onBegin={(draft) => setBegun({ draft })} />
      ) : (
        <EntryForm key={begun.draft.id} draft={begun.draft} corrects={begun.corrects} onLeave={leave} />
      )}
    </>
  );
}

const newDraft = (kind: FormKind): Draft => ({ id: crypto.randomUUID(), kind, values: {} });

/** The kind of form, and the id of a record that it corrects. */
function useEntrySearch(): { readonly kind?: string; readonly corrects?: string } {
  const search: object = useSearch({ strict: false });
  const text = (name: string) => {
    const value: unknown = Reflect.get(search, name);
    return typeof value === "string" ? { [name]: value } : {};
  };
  return { ...text("kind"), ...text("corrects") };
}

function Begin({ onBegin }: { readonly onBegin: (draft: Draft) => void }) {
  const { say } = useWords();
  return (
    <>
      <p className="lead">{say("entry.lead")}</p>
      <section aria-labelledby="entry-kinds" className="part">
        <h2 id="entry-kinds">{say("entry.what")}</h2>
        <ul className="plain entry-kinds">
          {formKinds.map((kind) => (
            <li key={kind}>
              <PushButton onPress={() => onBegin(newDraft(kind))}>{say(`entry.kind.${kind}`)}</PushButton>
            </li>
          ))}
        </ul>
      </section>
      <Drafts onBegin={onBegin} />
    </>
  );
}

function Drafts({ onBegin }: { readonly onBegin: (draft: Draft) => void }) {
  const { say } = useWords();
  const client = useQueryClient();
  const saved = useQuery(draftsQuery).data ?? [];
  const [here, setHere] = useState<readonly Draft[]>([]);
  useEffect(() => {
    void draftsHere().then(setHere);
  }, []);
  const newer = new Set(here.map(({ id }) => id));
  const all: readonly Draft[] = [...here, ...saved.filter(({ id }) => !newer.has(id))];
  if (all.length === 0) return null;
  const drop = async (id: string) => {
    await dropDraft(id);
    setHere(await draftsHere());
    await client.invalidateQueries({ queryKey: ["drafts"] });
  };
  return (
    <section aria-labelledby="entry-drafts" className="part">
      <h2 id="entry-drafts">{say("entry.drafts")}</h2>
      <ul className="plain entry-drafts">
        {all.map((draft) => (
          <li key={draft.id}>
            <span>
              {wordOf(say, draft.kind)} · <bdi>{draft.values["name"] ?? ""}</bdi>
              {newer.has(draft.id) && <span className="second">{say("entry.keptHere")}</span>}
            </span>
            <span className="actions">
              <PushButton onPress={() => onBegin(draft)}>{say("entry.continue")}</PushButton>
              <PushButton quiet onPress={() => void drop(draft.id)}>
                {say("entry.discard")}
              </PushButton>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordOf(say: ReturnType<typeof useWords>["say"], kind: string): string {
  const known = formKinds.find((one) => one === kind);
  return known === undefined ? kind : say(`entry.kind.${known}`);
}
