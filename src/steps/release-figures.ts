/** The release register at work: new numbers held against those that were published, before they are. */
import { parseQuery } from "../appeal/statements.ts";
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import type { Entry } from "../model/entry.ts";
import { isWithin } from "../places/hierarchy.ts";
import { type Differencing, findDifferencing, type Release } from "../register/releases.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { TextDraft } from "./draft-appeal.ts";
import { readGazetteer } from "./read-gazetteer.ts";

type ReleaseEntry = Extract<Entry, { readonly entry: "release" }>;

/**
 * Enters the exact numbers of a text as released. Throws `refused` when one of them and another, of this text or
 * published before, differ by a few people whom nobody shows, unless `despite` says why that may be.
 */
export async function releaseFigures(
  register: OpenRegister,
  { appeal, version, statements }: TextDraft,
  despite: string | undefined,
): Promise<void> {
  const { store } = register;
  const figures = statements.figures.flatMap(({ id, query, documented }) =>
    typeof documented === "number" ? [{ id, query: parseQuery(query), documented }] : [],
  );
  const before = (await store.entriesOf("release")).map(({ entry }) => entry);
  if (before.some((entry) => isSame(entry, { appeal, version, figures }))) return;
  const gazetteer = await readGazetteer(register);
  const found = findDifferencing(
    figures.map((figure) => releaseOf(`${appeal} ${version}`, figure)),
    before.flatMap((entry) =>
      entry.figures.map((figure) => releaseOf(`${entry.appeal} ${entry.version}`, figure)),
    ),
    (inner, outer) => isWithin(gazetteer, inner, outer),
  );
  if (found.length > 0 && despite === undefined) throw new RecountError("refused", reasonOf(found));
  const entry: ReleaseEntry = {
    entry: "release",
    appeal,
    version,
    figures,
    ...(found.length > 0 && despite !== undefined && { despite }),
  };
  await store.append([entry], register.newKeys(1));
}

const releaseOf = (name: string, { id, query, documented }: ReleaseEntry["figures"][number]): Release => ({
  name: `${name}, ${id}`,
  query,
  documented,
});

const isSame = (entry: ReleaseEntry, other: Pick<ReleaseEntry, "appeal" | "version" | "figures">) =>
  entry.appeal === other.appeal &&
  entry.version === other.version &&
  textOf(entry.figures) === textOf(other.figures);

const textOf = (figures: ReleaseEntry["figures"]) => formatCanonicalJson(figures as unknown as Json);

function reasonOf(found: readonly Differencing[]): string {
  const lines = found.map(
    ({ wider, narrower, difference }) =>
      `${wider.name} counts ${wider.documented} and ${narrower.name} ${narrower.documented}: whoever subtracts them has ${difference}`,
  );
  return `got numbers that together tell on fewer than 10 people, wanted none; leave one out, wait until they differ by 10, or say with --despite why it may be\n${lines.join("\n")}`;
}
