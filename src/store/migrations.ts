/** The one set of migrations, for the embedded database and for servers alike. Only ever added to. */
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { RecountError } from "../base/errors.ts";

// Values as received stand in bytea: text and jsonb refuse U+0000. Text is for slugs and words of our own.
const firstTables = `
create table register (single boolean primary key check (single), info bytea not null);

create table entries (
  index bigint primary key check (index >= 0),
  kind text not null,
  payload bytea not null,
  leaf bytea not null check (length(leaf) = 32)
);
create index entries_of_state on entries (index) where kind not in ('appeal', 'publication');
create table entry_keys (index bigint primary key, key bytea not null check (length(key) = 32));

create table organisations (id text primary key, index bigint not null);
create table sources (id text primary key, index bigint not null);

create table versions (
  id uuid primary key,
  source text not null,
  number integer not null,
  file bytea not null,
  evidence bytea not null check (length(evidence) = 32),
  mapping bytea not null check (length(mapping) = 32),
  state text not null check (state in ('staged', 'accepted', 'undone')),
  rows integer not null default 0,
  records integer not null default 0,
  issues integer not null default 0,
  batches integer not null default 0,
  unique (source, number)
);
create table staged_records (
  version uuid not null,
  batch integer not null,
  position integer not null,
  id bytea not null,
  kind text not null,
  payload bytea not null,
  leaf bytea not null check (length(leaf) = 32),
  key bytea not null check (length(key) = 32),
  primary key (version, batch, position)
);

create table records (
  index bigint primary key,
  id bytea not null,
  source text not null,
  kind text not null,
  since integer not null,
  until integer
);
create unique index records_current on records (id) where until is null;
create index records_by_source on records (source, index) where until is null;
create index records_by_change on records (source, until) where until is not null;

create table linkage_runs (index bigint primary key, size bigint not null, model bytea not null);
create table assignments (record bytea primary key, entity bytea not null);
create table review_pairs (
  "left" bytea not null, "right" bytea not null, weight float8 not null, primary key ("left", "right")
);

create table appeals (slug text not null, version integer not null, index bigint not null, primary key (slug, version));
create table publications (
  appeal text not null, manifest bytea not null, version integer not null, size bigint not null,
  index bigint not null, primary key (appeal, manifest)
);
create table checkpoints (size bigint primary key, bytes bytea not null);
create table name_keys (key bytea not null, record bytea not null, primary key (key, record));
create index name_keys_by_record on name_keys (record);
`;

/** All records of one entity, for a search that shows each person as a whole. */
const assignmentsByEntity = `
create index assignments_by_entity on assignments (entity);
`;

/** What people say of pairs: no count changes until a linkage run takes it in. Runs of before have no changes: `[]`. */
const judgements = `
create table judgements (index bigint primary key, withdrawn bigint);
create table review_samples (index bigint primary key, run bigint not null);
alter table review_pairs add column teaches float8 not null default 0;
alter table linkage_runs add column changes bytea not null default '\\x5b5d';
drop index entries_of_state;
create index entries_of_state on entries (index)
  where kind not in ('appeal', 'publication', 'judgement', 'undo-judgement', 'review-sample');
`;

/** Search keeps its index outside the database. */
const noNameKeys = `
drop table name_keys;
`;

/** Entries of which there are few, by kind; and estimates that are run do not change what can be counted. */
const entriesByKind = `
create index entries_by_kind on entries (kind, index) where kind <> 'record';
drop index entries_of_state;
create index entries_of_state on entries (index)
  where kind not in ('appeal', 'publication', 'judgement', 'undo-judgement', 'review-sample', 'estimate-run');
`;

/**
 * A row per record and audience, read by a role that owns nothing: reading-role.ts, record-views.ts. Its owner is
 * forced under the same policies and writes only in transactions that say so.
 */
const whoMaySee = `
create table restrictions (
  record bytea not null, source text not null, field text not null, audience text not null, primary key (record, field)
);
create table record_views (
  index bigint not null,
  audience text not null check (audience in ('public', 'coalition', 'organisation')),
  organisation text not null,
  source text not null,
  kind text not null,
  id bytea not null,
  named integer not null,
  payload bytea not null,
  primary key (index, audience)
);
create index record_views_by_id on record_views (id) where id <> '';
alter table record_views enable row level security;
alter table record_views force row level security;
create policy shown on record_views for select to recount_reader using (
  audience = 'public'
  or audience = 'coalition' and current_setting('recount.viewer', true) in ('person', 'keeper')
  or audience = 'organisation' and (
    current_setting('recount.viewer', true) = 'keeper'
    or current_setting('recount.viewer', true) = 'person'
      and organisation = current_setting('recount.organisation', true)
  )
);
create policy written on record_views to current_user
  using (current_setting('recount.writer', true) = 'on') with check (current_setting('recount.writer', true) = 'on');
grant select on record_views to recount_reader;
`;

/** Who looked at restricted fields; no entry of the ledger, since looking changes nothing. */
const accessLog = `
create table access_log (
  at timestamptz not null default now(), person text not null, organisation text not null, way text not null,
  record bigint not null
);
create index access_log_by_person on access_log (person, at);
create table look_approvals (
  at timestamptz not null default now(), person text not null, organisation text not null, by text not null,
  why text not null
);
`;

/** What is signed and answered changes no count; a publication is one by both of its manifests, read from the entries. */
const appealLetters = `
drop table publications;
drop index entries_of_state;
create index entries_of_state on entries (index)
  where kind not in ('appeal', 'publication', 'proposal', 'enrolment', 'letter', 'counter-answer', 'response',
    'judgement', 'undo-judgement', 'review-sample', 'estimate-run',
    'invitation', 'person', 'person-removal', 'restriction', 'sharing');
`;

/**
 * Who may sign in to the server, kept beside the ledger, which holds no secrets. `entered` is the entry by which the
 * person came: an account of a person who was removed opens nothing for whoever has the name next. The role that the
 * ways out read with is granted none of these tables.
 */
const accounts = `
create table accounts (
  person text primary key, entered bigint not null, handle bytea not null unique, password text, totp bytea,
  totp_step bigint not null default 0, created timestamptz not null
);
create table passkeys (
  id bytea primary key, person text not null references accounts on delete cascade, site text not null,
  public_key bytea not null, counter bigint not null, transports text not null, label text not null,
  created timestamptz not null, used timestamptz
);
create index passkeys_by_person on passkeys (person);
create table recovery_codes (
  person text not null references accounts on delete cascade, code bytea not null, primary key (person, code)
);
create table known_devices (
  id bytea primary key, person text not null references accounts on delete cascade, seen timestamptz not null
);
create table joining_codes (code bytea primary key, person text not null, entered bigint not null, expires timestamptz not null);
create table sessions (
  id bytea primary key, person text not null references accounts on delete cascade, organisation text not null,
  role text not null, way text not null, agent text not null, created timestamptz not null, seen timestamptz not null,
  fresh timestamptz not null, expires timestamptz not null
);
create index sessions_by_person on sessions (person);
create table ceremonies (id bytea primary key, kind text not null, payload bytea not null, expires timestamptz not null);
create table attempts (budget bytea primary key, since timestamptz not null, spent integer not null);
create table account_log (at timestamptz not null, person text not null, organisation text not null, what text not null);
create index account_log_by_person on account_log (person, at);
`;

/** Timestamps of checkpoints, as authorities gave them. They go with the checkpoint that they are over. */
const checkpointTimestamps = `
create table timestamps (
  size bigint not null references checkpoints (size) on delete cascade,
  authority text not null,
  bytes bytea not null,
  primary key (size, authority)
);
`;

/** Long work, files that wait for it, and what was answered to requests that may come again: nothing of it is an entry. */
const askedWork = `
create table jobs (
  id uuid primary key,
  number integer generated always as identity unique,
  kind text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  wanted boolean not null default true,
  tries integer not null default 0,
  change integer not null default 1,
  input bytea not null,
  progress bytea,
  result bytea,
  person text,
  organisation text,
  asked timestamptz not null default now(),
  ended timestamptz
);
create index jobs_open on jobs (number) where state in ('waiting', 'running');
create table uploads (
  id uuid primary key, name bytea not null, size bigint not null, digest text not null,
  key bytea not null check (length(key) = 32), person text, organisation text,
  at timestamptz not null default now()
);
create table answered_requests (
  asker text not null, key text not null, digest bytea not null, status integer, type text, body bytea,
  at timestamptz not null default now(), primary key (asker, key)
);
create index answered_requests_by_time on answered_requests (at);
`;

/** What families ask, as sealed bytes, and what they are answered. Days and no hours; nothing of who sent it. */
const enquiries = `
create table enquiries (
  id bytea not null check (length(id) = 32),
  organisation text not null,
  sealed bytea not null,
  reply text not null,
  language text not null,
  received text not null,
  answer bytea,
  answered text,
  primary key (id, organisation)
);
create index enquiries_by_organisation on enquiries (organisation, received);
`;

/** `said` is json and not jsonb, since what is typed may hold what jsonb refuses. */
const begunForms = `
create table drafts (
  owner text not null,
  id uuid not null,
  kind text not null,
  said json not null,
  saved timestamptz not null,
  primary key (owner, id)
);
create index drafts_by_owner on drafts (owner, saved);
`;

/** Texts of appeals while they are written: of the coalition, since several hands write one. */
const writtenAppeals = `
create table appeal_drafts (
  appeal text not null,
  revision integer not null,
  change integer not null,
  by text not null,
  said text not null,
  began timestamptz not null,
  saved timestamptz not null,
  primary key (appeal, revision)
);
`;

/** Places, sites, events and hazards are few beside people, and asked for by kind. */
const recordsOfFew = `
create index records_of_few_kinds on records (kind, index) where until is null and kind <> 'person';
`;

/** Which fields were looked at; of looks before it nobody noted them. They are read page by page, the newest first. */
const fieldsLookedAt = `
alter table access_log add column number bigint generated always as identity;
alter table access_log add column fields text[];
create unique index access_log_by_number on access_log (number);
`;

/** Files that were made to be taken away: locked like what was sent, for whoever asked, for a day. */
const madeExports = `
create table exports (
  job uuid primary key references jobs (id) on delete cascade, name text not null, size bigint not null,
  digest text not null, key bytea not null check (length(key) = 32), at timestamptz not null default now()
);
`;

/**
 * By which records find each other, under the policies of what viewers read: a row per part and tie. What viewers read
 * is emptied, so that both are made anew when the register opens.
 */
const recordTies = `
create table record_ties (
  index bigint not null,
  audience text not null check (audience in ('public', 'coalition', 'organisation')),
  organisation text not null,
  source text not null,
  tie bytea not null
);
create index record_ties_by_tie on record_ties (tie, index);
create index record_ties_by_index on record_ties (index);
alter table record_ties enable row level security;
alter table record_ties force row level security;
create policy shown on record_ties for select to recount_reader using (
  audience = 'public'
  or audience = 'coalition' and current_setting('recount.viewer', true) in ('person', 'keeper')
  or audience = 'organisation' and (
    current_setting('recount.viewer', true) = 'keeper'
    or current_setting('recount.viewer', true) = 'person'
      and organisation = current_setting('recount.organisation', true)
  )
);
create policy written on record_ties to current_user
  using (current_setting('recount.writer', true) = 'on') with check (current_setting('recount.writer', true) = 'on');
grant select on record_ties to recount_reader;
truncate record_views;
`;

/** What strangers leave is forgotten by its time. */
const strangersByTime = `
create index attempts_by_time on attempts (since);
create index ceremonies_by_time on ceremonies (expires);
`;

/** Who looked stays written down: no statement of ours changes it, and none that slips in does. */
const looksOnlyGrow = `
create or replace function refuse_change() returns trigger language plpgsql
  as $$ begin raise exception '% is only ever added to', tg_table_name; end $$;
create or replace trigger only_grows before update or delete or truncate on access_log
  for each statement execute function refuse_change();
`;

const migrations: Readonly<Record<string, Migration>> = {
  "2026-11-23-first-tables": { up: (db) => run(db, firstTables) },
  "2026-11-24-assignments-by-entity": { up: (db) => run(db, assignmentsByEntity) },
  "2026-11-25-judgements": { up: (db) => run(db, judgements) },
  "2026-11-25-no-name-keys": { up: (db) => run(db, noNameKeys) },
  "2026-11-25-small-kinds-of-entries": { up: (db) => run(db, entriesByKind) },
  "2026-11-25-who-may-see": { up: (db) => run(db, whoMaySee) },
  "2026-11-25-who-looked": { up: (db) => run(db, accessLog) },
  "2026-11-25-written-letters": { up: (db) => run(db, appealLetters) },
  "2026-11-26-accounts": { up: (db) => run(db, accounts) },
  "2026-11-26-stamped-checkpoints": { up: (db) => run(db, checkpointTimestamps) },
  "2026-11-26-tasks-and-uploads": { up: (db) => run(db, askedWork) },
  "2026-11-26-written-enquiries": { up: (db) => run(db, enquiries) },
  "2026-11-27-begun-forms": { up: (db) => run(db, begunForms) },
  "2026-11-27-written-appeals": { up: (db) => run(db, writtenAppeals) },
  "2026-11-28-places-and-events-by-kind": { up: (db) => run(db, recordsOfFew) },
  "2026-11-28-which-fields-looked-at": { up: (db) => run(db, fieldsLookedAt) },
  "2026-11-28-written-exports": { up: (db) => run(db, madeExports) },
  "2026-11-29-ties-of-records": { up: (db) => run(db, recordTies) },
  "2026-11-30-strangers-by-time": { up: (db) => run(db, strangersByTime) },
  "2026-12-01-looks-only-grow": { up: (db) => run(db, looksOnlyGrow) },
};

/** Brings the tables forward. Refuses a database that a newer Recount has migrated further. */
export async function migrateForward<Tables>(db: Kysely<Tables>): Promise<void> {
  refuseFailure((await migratorOf(db).migrateToLatest()).error);
}

/** Makes the tables of an empty database as they were just after the migration `name`. */
export async function migrateTo<Tables>(db: Kysely<Tables>, name: string): Promise<void> {
  if (migrations[name] === undefined) throw newerRegister();
  refuseFailure((await migratorOf(db).migrateTo(name)).error);
}

/** The last migration that the tables went through. */
export async function latestMigration<Tables>(db: Kysely<Tables>): Promise<string> {
  const done = (await migratorOf(db).getMigrations()).filter(({ executedAt }) => executedAt !== undefined);
  return done.at(-1)?.name ?? "";
}

const migratorOf = <Tables>(db: Kysely<Tables>) =>
  new Migrator({ db, provider: { getMigrations: async () => migrations } });

function refuseFailure(error: unknown): void {
  if (error === undefined) return;
  const isNewer = error instanceof Error && error.message.startsWith("corrupted migrations");
  throw isNewer
    ? newerRegister(error)
    : new RecountError("migration-failed", "migration failed", { cause: error });
}

const newerRegister = (cause?: unknown) =>
  new RecountError(
    "input-newer-register",
    "got a register written by a newer recount, wanted this version's or an older one",
    { cause },
  );

async function run<Tables>(db: Kysely<Tables>, statements: string): Promise<void> {
  for (const statement of statements.split(";\n"))
    if (statement.trim() !== "") await sql.raw(statement).execute(db);
}
