/** From what a viewer was shown of an entity to what its dossier says. */
import type { DossierData, DossierSaid, DossierValue } from "../../pages/dossier/dossier-data.ts";
import type { Provenance } from "../../register/profile/profile.ts";
import type { ShownEntity } from "../show/read-profile.ts";
import type { EvidenceFile } from "./record-custody.ts";

export type DossierSetting = {
  readonly register: string; // its name
  readonly size: number; // of the ledger
  readonly date: string;
  readonly reader: string;
  readonly evidence: readonly EvidenceFile[];
};

/** The dossier of an entity. Requires evidence of no other sources than the shown ones. */
export function dossierData(shown: ShownEntity, { evidence, ...setting }: DossierSetting): DossierData {
  const { profile, sources, household, victims, judgements } = shown;
  const numberOf = (source: string) => sources.findIndex(({ id }) => id === source) + 1;
  const saidOf = ({ source, record, correctedBy }: Provenance): DossierSaid => ({
    source: numberOf(source),
    record,
    ...(correctedBy === undefined ? {} : { correctedBy }),
  });
  const values = profile.fields.map(({ field, values: all, contested }) => ({
    field,
    contested,
    values: all.map(({ text, said }): DossierValue => ({ field, text, said: said.map(saidOf) })),
  }));
  return {
    ...setting,
    name: nameOf(values.flatMap(({ values: all }) => all)) ?? profile.entity,
    kind: profile.kind,
    entity: profile.entity,
    values: values.flatMap(({ values: all }) => all),
    contested: values
      .filter(({ contested }) => contested)
      .map(({ field, values: all }) => ({ field, values: all })),
    chronology: profile.chronology.map(({ said, ...step }) => ({
      ...step,
      ...(said === undefined ? {} : { said: saidOf(said) }),
    })),
    derived: profile.derived.map(({ from, ...value }) => ({ ...value, said: from.map(saidOf) })),
    relations: profile.relations.map(({ said, ...relation }) => ({ ...relation, said: saidOf(said) })),
    household: household.map(({ name, entity }) => ({ name, entity })),
    victims: victims?.named ?? [],
    numbers: (victims?.numbers ?? []).map(({ source, harm, number }) => ({
      source: numberOf(source),
      harm,
      number,
    })),
    judgements,
    sources: sources.map(({ id, name, organisation }) => ({ number: numberOf(id), name, organisation })),
    evidence: evidence.map(({ source, version, file, evidence: digest, state, custody }) => ({
      source: numberOf(source),
      file,
      version,
      digest,
      state,
      custody: custody.map(({ when, act, by, to, note }) => ({
        when,
        act,
        by,
        ...(to === undefined ? {} : { to }),
        ...(note === undefined ? {} : { note }),
      })),
    })),
  };
}

/** A whole name, else the parts that stand in the order of the first record. */
function nameOf(values: readonly DossierValue[]): string | undefined {
  const full = values.find(({ field }) => field === "name")?.text;
  if (full !== undefined) return full;
  const parts = ["name.given", "name.father", "name.family"].flatMap(
    (field) => values.find((value) => value.field === field)?.text ?? [],
  );
  return parts.length === 0 ? undefined : parts.join(" ");
}
