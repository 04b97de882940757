/** The table of routes: what there is, what it is called, what one must be able to do, and where it stands in the navigation. */
import type { Deed } from "../model/person.ts";
import type { PlainKey } from "../pages/legal-keys.ts";

/** The parts of the navigation, in its order. */
export const groups = ["register", "work", "say", "govern"] as const;
export type Group = (typeof groups)[number];

export type Route = {
  readonly path: string; // `$id` is a part of the address: an id, never a name
  readonly word: PlainKey; // what the screen is called in the navigation
  readonly group?: Group; // absent for what is reached from another screen
  readonly deed?: Deed; // what its viewer has to be able to do; absent for what anybody may open
};

/** Each has its screen in screens.ts, and its line in test/browser/shown-screens.ts. */
export const routes = [
  { path: "/", word: "shell.home", group: "register", deed: "look" },
  { path: "/people", word: "shell.people", group: "register", deed: "look" },
  { path: "/map", word: "shell.map", group: "register", deed: "look" },
  { path: "/returns", word: "returns.title", group: "register", deed: "look" },
  { path: "/enquiries", word: "shell.enquiries", group: "work", deed: "change" },
  { path: "/people/$id", word: "dossier.kind.person", deed: "look" },
  { path: "/groups", word: "home.entities.group", group: "register", deed: "look" },
  { path: "/groups/$id", word: "dossier.kind.group", deed: "look" },
  { path: "/sites", word: "home.entities.site", group: "register", deed: "look" },
  { path: "/sites/$id", word: "dossier.kind.site", deed: "look" },
  { path: "/hazards", word: "entities.hazards", group: "register", deed: "look" },
  { path: "/hazards/$id", word: "dossier.kind.hazard", deed: "look" },
  { path: "/events", word: "home.entities.event", group: "register", deed: "look" },
  { path: "/events/$id", word: "dossier.kind.event", deed: "look" },
  { path: "/places", word: "home.entities.place", group: "register", deed: "look" },
  { path: "/places/$id", word: "dossier.kind.place", deed: "look" },
  { path: "/import", word: "import.title", group: "work", deed: "change" },
  { path: "/enter", word: "entry.title", group: "work", deed: "change" },
  { path: "/review", word: "shell.review", group: "work", deed: "judge" },
  { path: "/counts", word: "counts.title", group: "say", deed: "look" },
  { path: "/appeals", word: "shell.appeals", group: "say" },
  { path: "/appeals/$id", word: "appeal.screen", deed: "look" },
  { path: "/public-search", word: "publicSearch.title", group: "say" },
  { path: "/verify", word: "shell.verify", group: "say" },
  { path: "/organisations", word: "govern.organisations", group: "govern", deed: "govern" },
  { path: "/audiences", word: "govern.audiences", group: "govern", deed: "change" },
  { path: "/access-log", word: "govern.log", group: "govern", deed: "audit" },
  { path: "/audits", word: "audits.title", group: "govern", deed: "audit" },
  { path: "/health", word: "govern.health", group: "govern", deed: "govern" },
  { path: "/account", word: "account.title" },
  { path: "/sign-in", word: "signIn.title" },
  { path: "/accept", word: "accept.title" },
] as const satisfies readonly Route[];

export type RoutePath = (typeof routes)[number]["path"];
