/** What a dossier shows, as plain data: the page, the PDF and the README are made of it. */

export type DossierSaid = {
  readonly source: number; // its number among the sources, from 1
  readonly record: string;
  readonly correctedBy?: string;
};

export type DossierValue = {
  readonly field: string; // `date.birth`, `harm.missing.when`
  readonly text: string;
  readonly said: readonly DossierSaid[];
};

export type DossierStep = {
  readonly when?: string;
  readonly until?: string;
  readonly kind: string; // `harm`, `status`, `assessment`
  readonly what: string; // a word of the model: kind of harm, status, grade
  readonly harm?: string;
  readonly where?: string;
  readonly text?: string;
  readonly said?: DossierSaid;
  readonly judgedBy?: string;
};

export type DossierEvidence = {
  readonly source: number;
  readonly file: string;
  readonly version: number;
  readonly digest: string;
  readonly state: "intact" | "altered" | "gone";
  readonly custody: readonly {
    readonly when: string;
    readonly act: string;
    readonly by: string;
    readonly to?: string;
    readonly note?: string;
  }[];
};

export type DossierData = {
  readonly name: string; // as the first record has it
  readonly kind: string;
  readonly entity: string;
  readonly register: string;
  readonly size: number; // of the ledger
  readonly date: string; // ISO 8601 day
  readonly reader: string;
  readonly values: readonly DossierValue[];
  readonly contested: readonly { readonly field: string; readonly values: readonly DossierValue[] }[];
  readonly chronology: readonly DossierStep[];
  readonly derived: readonly {
    readonly of: string;
    readonly values: readonly string[];
    readonly rule: string;
    readonly said: readonly DossierSaid[];
  }[];
  readonly relations: readonly {
    readonly kind: string;
    readonly target: string;
    readonly entity?: string;
    readonly said: DossierSaid;
  }[];
  readonly household: readonly { readonly name: string; readonly entity: string }[];
  readonly victims: readonly {
    readonly name: string;
    readonly entity: string;
    readonly harms: readonly string[];
    readonly rule: string;
  }[];
  readonly numbers: readonly { readonly source: number; readonly harm: string; readonly number: number }[];
  readonly judgements: readonly {
    readonly left: string;
    readonly right: string;
    readonly answer: string;
    readonly by: string;
    readonly why: string;
    readonly at: string;
  }[];
  readonly sources: readonly {
    readonly number: number;
    readonly name: string;
    readonly organisation: string;
  }[];
  readonly evidence: readonly DossierEvidence[];
};
