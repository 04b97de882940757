/** Reading an appeal that others wrote, its places looked up in the gazetteer that comes with the package. */
import { type AppealRead, readAppeal } from "../appeal/reading/read-appeal.ts";
import { foldName } from "../names/romanise.ts";
import { makeGazetteer } from "../places/gazetteer.ts";
import { parseWorldTable } from "../places/tables/world-table.ts";
import { readWorldTable } from "../shell/world-places.ts";

/** What stands in the text; its places with all the names that the world's gazetteer has for them. */
export async function readAppealText(text: string): Promise<AppealRead> {
  const gazetteer = makeGazetteer(parseWorldTable(await readWorldTable()));
  return readAppeal(text, {
    // The index also has forms of names ("The Quarter" as "The"): in running text only whole names are places.
    lookUp: (name) =>
      gazetteer.own
        .same(name)
        .map(({ place }) => ({ id: place.id, names: [...new Set(place.names.map((each) => each.text))] }))
        .filter(({ names }) => names.some((each) => foldName(each) === foldName(name))),
  });
}
