/** What the sources of an organisation consent to, how it came to that, and what another word of theirs would change. */
import { type Audience, audienceOf, type Consent, type Restrictions } from "../../model/audience.ts";
import type { Viewer } from "../../model/person.ts";
import type { SourceRecord } from "../../model/record.ts";
import { consentOf, type Source } from "../../model/source.ts";
import { recordParts } from "../../register/record-parts.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { findOwnSource } from "./declare-audience.ts";
import { isOwn } from "./own-sources.ts";

/** One word of a source: what it gave or took back, who entered that and why; the first came with its list. */
export type ConsentStep = {
  readonly index: number; // of its entry
  readonly consent: Consent;
  readonly by?: string;
  readonly why?: string;
  readonly at?: string;
};

export type SourceConsent = { readonly source: Source; readonly steps: readonly ConsentStep[] };

/** The viewer's own sources with every word of them, the last one last. A word that changes nothing is none. */
export async function readConsents(
  { store }: OpenRegister,
  viewer: Viewer,
): Promise<readonly SourceConsent[]> {
  const [sources, entries] = await Promise.all([store.sources(), store.entriesOf("source")]);
  const bySource = Map.groupBy(entries, ({ entry }) => entry.source.id);
  return sources
    .filter((source) => isOwn(source, viewer))
    .map((source) => {
      const steps = (bySource.get(source.id) ?? []).map(({ index, entry }) => ({
        index,
        consent: consentOf(entry.source),
        ...entry.declared,
      }));
      return { source, steps: steps.filter((step, i) => !sameConsent(step, steps[i - 1])) };
    });
}

const sameConsent = (a: ConsentStep, b: ConsentStep | undefined): boolean =>
  b !== undefined && JSON.stringify(a.consent) === JSON.stringify(b.consent);

export type ConsentChanged = { readonly general?: Audience; readonly fields: Consent["fields"] };

/** A field whose audience would be another one, and in how many records of the source it stands. */
export type ConsentEffect = {
  readonly path: string;
  readonly before: Audience;
  readonly after: Audience;
  readonly records: number;
};

/** What the change would change, before it is made; nothing is entered. Throws `not-found` for others' sources. */
export async function previewConsent(
  register: OpenRegister,
  named: string,
  { general, fields, viewer }: ConsentChanged & { readonly viewer: Viewer },
): Promise<readonly ConsentEffect[]> {
  const { store } = register;
  const [source, restrictions] = [
    await findOwnSource(register, named, viewer),
    await store.entriesOf("restriction"),
  ];
  const before = consentOf(source);
  const after = { general: general ?? before.general, fields: { ...before.fields, ...fields } };
  const kept = new Map<string, Restrictions>();
  for (const { entry } of restrictions)
    kept.set(entry.record, { ...kept.get(entry.record), [entry.field]: entry.audience });
  const effects = new Map<string, ConsentEffect>();
  for await (const batch of store.records({ source: source.id }))
    for (const record of batch)
      for (const effect of effectsOn(record, { before, after, restrictions: kept.get(record.id) ?? {} })) {
        const key = `${effect.path} ${effect.before} ${effect.after}`;
        effects.set(key, { ...effect, records: (effects.get(key)?.records ?? 0) + 1 });
      }
  return [...effects.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

type Words = { readonly before: Consent; readonly after: Consent; readonly restrictions: Restrictions };

function effectsOn(
  record: SourceRecord,
  { before, after, restrictions }: Words,
): readonly Omit<ConsentEffect, "records">[] {
  const [was, becomes] = [before, after].map((consent) => audienceOf(record.kind, consent, restrictions));
  const paths = new Set<string>();
  recordParts(record, (path) => {
    paths.add(path);
    return "sealed";
  });
  return [...paths].flatMap((path) => {
    const [old, next] = [was?.(path) ?? "sealed", becomes?.(path) ?? "sealed"];
    return old === next ? [] : [{ path, before: old, after: next }];
  });
}
