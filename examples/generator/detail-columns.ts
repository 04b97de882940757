/** Columns that tell more of sites, land and the missing. Drawn apart, so that the rest of a list stays as it was. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { between, happens, pick } from "./chance.ts";
import type { Column } from "./list.ts";
import { dateForms } from "./mistakes.ts";
import { type Day, dayAfter, type Person } from "./people.ts";
import type { Hazard, Site } from "./sites.ts";

/** A generator for one thing, the same whichever list tells of it, and whichever things come before. */
function drawsOf(id: string, seed: number): Random {
  const number = Array.from(id).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003,
    seed,
  );
  return seededRandom(number);
}

const visitOf = (site: Site, from: Day, seed: number) => dayAfter(drawsOf(site.id, seed), from, 1500);

/** When a site was visited after the harm, and by whom. */
export function siteVisits(
  seed: number,
  {
    headers,
    names,
    form,
  }: { headers: readonly [string, string]; names: readonly string[]; form: keyof typeof dateForms },
): readonly Column<Site>[] {
  const [when, who] = headers;
  return [
    {
      header: when,
      cell: (site) => dateForms[form].day(visitOf(site, { year: 2019, month: 9, day: 1 }, seed)),
    },
    { header: who, cell: (site) => pick(drawsOf(site.id, seed + 1), names) },
  ];
}

/** Accidents, clearance, handing-over and the perimeter of land, as deminers write them. */
export function landDetails(seed: number, hosts: (hazard: Hazard) => string): readonly Column<Hazard>[] {
  const cleared = <T>(hazard: Hazard, value: (random: Random) => T) =>
    hazard.cleared ? value(drawsOf(hazard.id, seed)) : "";
  const handedOver = (hazard: Hazard) => hazard.cleared && happens(drawsOf(hazard.id, seed + 1), 0.6);
  const released = (hazard: Hazard) =>
    dayAfter(drawsOf(hazard.id, seed + 2), { year: 2019, month: 3, day: 1 }, 900);
  return [
    { header: "Accidents", cell: (hazard) => between(drawsOf(hazard.id, seed + 3), 0, 2) },
    { header: "Cleared area (m2)", cell: (hazard) => cleared(hazard, () => hazard.areaM2) },
    { header: "Devices found", cell: (hazard) => cleared(hazard, (random) => between(random, 0, 40)) },
    {
      header: "Handed over on",
      cell: (hazard) => (handedOver(hazard) ? dateForms.iso.day(released(hazard)) : ""),
    },
    { header: "Handed over to", cell: (hazard) => (handedOver(hazard) ? `council of ${hosts(hazard)}` : "") },
    { header: "Perimeter (WKT)", cell: (hazard) => (hazard.confirmed ? perimeterOf(hazard) : "") },
  ];
}

const METRES_PER_DEGREE = 111_320;

/** A five-cornered field around the point, about as large as was declared. */
function perimeterOf({ latitude, longitude, areaM2 }: Hazard): string {
  // A regular pentagon of radius r has the area 2.3776 r^2.
  const radius = Math.sqrt(areaM2 / 2.3776);
  const corners = Array.from({ length: 6 }, (_, at) => {
    const angle = (2 * Math.PI * (at % 5)) / 5;
    const east = (radius * Math.cos(angle)) / (METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
    const north = (radius * Math.sin(angle)) / METRES_PER_DEGREE;
    return `${(longitude + east).toFixed(6)} ${(latitude + north).toFixed(6)}`;
  });
  return `POLYGON ((${corners.join(", ")}))`;
}

const returnStatuses = [
  "displaced",
  "displaced",
  "displaced",
  "visited",
  "visited",
  "settled_elsewhere",
  "returned",
  "",
] as const;

/** How a household's return stands, and since when; some forms leave both empty. */
export function returnDetails(
  seed: number,
): readonly Column<{ readonly household: { readonly id: string } }>[] {
  const statusOf = (id: string) => pick(drawsOf(id, seed), returnStatuses);
  const hasMoved = (id: string) => !["", "displaced"].includes(statusOf(id));
  return [
    { header: "return_status", cell: ({ household }) => statusOf(household.id) },
    {
      header: "return_date",
      cell: ({ household: { id } }) =>
        hasMoved(id)
          ? dateForms.iso.day(dayAfter(drawsOf(id, seed + 1), { year: 2019, month: 4, day: 1 }, 600))
          : "",
    },
  ];
}

/** Who recognised the found, and what relatives told of the missing. */
export function missingDetails(
  seed: number,
  statusYear: number,
): readonly Column<{ readonly person: Person }>[] {
  const drawn = ({ person }: { readonly person: Person }, at: number) => drawsOf(person.id, seed + at);
  const isFound = ({ fate }: Person) =>
    (fate.status === "found-dead" || fate.status === "found-alive") && (fate.statusYear ?? 0) <= statusYear;
  return [
    {
      header: "Identified by",
      cell: (entry) =>
        isFound(entry.person)
          ? pick(drawn(entry, 0), ["the family", "genetic laboratory", "a fellow prisoner"])
          : "",
    },
    {
      header: "Height (cm)",
      cell: (entry) => (happens(drawn(entry, 1), 0.4) ? between(drawn(entry, 2), 150, 192) : ""),
    },
    {
      header: "Hair colour",
      cell: (entry) =>
        happens(drawn(entry, 3), 0.4) ? pick(drawn(entry, 4), ["black", "brown", "grey", "fair"]) : "",
    },
    {
      header: "Distinguishing marks",
      cell: (entry) =>
        happens(drawn(entry, 5), 0.25)
          ? pick(drawn(entry, 6), [
              "scar on the left hand",
              "gold tooth",
              "limp of the right leg",
              "birthmark on the neck",
            ])
          : "",
    },
  ];
}
