/** Which words the first pages need: the frame, signing in, the register at a glance, public search. All others come with their screen. */
import { routes } from "./routes.ts";

const prefixes = ["shell.", "signIn.", "home.", "search.", "count.", "account.", "accept."];
// Of public search: its own words, and those of whom it finds.
const publicPrefixes = ["publicSearch.", "harm.", "status."];
const titles = new Set<string>(routes.map(({ word }) => word));

/** The screens that have all their words among the first. */
export const firstScreens: ReadonlySet<string> = new Set(["/", "/sign-in", "/public-search"]);

export const isFirstWord = (key: string): boolean =>
  titles.has(key) || [...prefixes, ...publicPrefixes].some((prefix) => key.startsWith(prefix));
