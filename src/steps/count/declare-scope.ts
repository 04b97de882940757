/** What sources set out to list, and what they copied: declared by their holders, an entry each. */
import { RecountError } from "../../base/errors.ts";
import { formatPrefixDate } from "../../base/prefix-date.ts";
import type { HarmKind } from "../../model/harm.ts";
import type { SourceId } from "../../model/ids.ts";
import type { Viewer } from "../../model/person.ts";
import type { Source, SourceScope } from "../../model/source.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { isOwn, knownSources } from "../people/own-sources.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import { readScopes } from "../read-register.ts";
import { findPlace, readPeriod } from "./count-register.ts";

/** A scope as a person writes it. What is not given is not limited. */
export type ScopeRequest = {
  readonly harms: readonly HarmKind[];
  readonly place?: string;
  readonly period?: string;
  readonly copiedFrom: readonly string[]; // names or ids of sources
};

export type SourceReport = {
  readonly source: SourceId;
  readonly name: string;
  readonly scope?: SourceScope;
};

/** Every source that the viewer may know of, with its scope, if one was declared. */
export async function listScopes(store: Store, viewer: Viewer): Promise<readonly SourceReport[]> {
  const [sources, scopes] = await Promise.all([knownSources(store, viewer), readScopes(store)]);
  return sources.map(({ id, name }) => {
    const scope = scopes.get(id);
    return { source: id, name, ...(scope && { scope }) };
  });
}

/** Declares the scope of a source of the viewer's in place of the one before. The same scope again is not entered again. */
export async function declareScope(
  register: OpenRegister,
  name: string,
  { viewer, ...request }: ScopeRequest & { readonly viewer: Viewer },
): Promise<SourceReport> {
  const { store } = register;
  return store.writingStep("source", async () => {
    const [sources, scopes] = await Promise.all([knownSources(store, viewer), readScopes(store)]);
    const own = sources.filter((each) => isOwn(each, viewer));
    const source = findSource(own, name);
    const place =
      request.place === undefined ? undefined : findPlace(await readGazetteer(register), request.place);
    const copiedFrom = request.copiedFrom.map((copied) => findSource(sources, copied).id);
    if (copiedFrom.includes(source.id))
      throw new RecountError(
        "input-source",
        `got ${JSON.stringify(name)} as a copy of itself, wanted another source`,
      );
    const scope: SourceScope = {
      ...(request.harms.length > 0 && { harms: request.harms }),
      ...(place && { place }),
      ...(request.period === undefined ? {} : readPeriod(request.period)),
      ...(copiedFrom.length > 0 && { copiedFrom }),
    };
    if (scopeText(scopes.get(source.id)) !== scopeText(scope))
      await store.append([{ entry: "scope", source: source.id, scope }], register.newKeys(1));
    return { source: source.id, name: source.name, scope };
  });
}

function findSource(sources: readonly Source[], name: string): Source {
  const source = sources.find((each) => each.id === name || each.name === name);
  if (source !== undefined) return source;
  throw new RecountError(
    "input-source",
    `got ${JSON.stringify(name)}, wanted the name of a source: see recount source`,
  );
}

/** A scope in one line; undefined for one that limits nothing. */
export function scopeText(scope: SourceScope | undefined): string | undefined {
  if (scope === undefined) return undefined;
  const { harms = [], place, from, until, copiedFrom = [] } = scope;
  const ends = [from, until].map((date) => (date === undefined ? "" : formatPrefixDate(date)));
  const parts = [
    ...(harms.length > 0 ? [harms.join(" and ")] : []),
    ...(place === undefined ? [] : [`in ${place}`]),
    ...(ends.some((end) => end !== "") ? [`in ${ends.join("..")}`] : []),
    ...(copiedFrom.length > 0 ? [`copied from ${copiedFrom.join(" and ")}`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}
