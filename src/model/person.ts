/** The people of the coalition, what each may do, and in whose eyes the register is shown. */
import type { Digest, OrganisationId } from "./ids.ts";

export const roles = ["owner", "editor", "reviewer", "reader", "auditor"] as const;
export type Role = (typeof roles)[number];

/** Somebody of one organisation, who accepted its invitation. */
export type Person = {
  readonly name: string; // by which they are called; one person a name
  readonly organisation: OrganisationId;
  readonly role: Role;
};

/** A place for somebody in an organisation, until it expires. */
export type Invitation = {
  readonly code: Digest; // of the code, which is shown once
  readonly organisation: OrganisationId;
  readonly role: Role;
  readonly expires: string; // ISO 8601, UTC
};

/**
 * Who looks. `keeper`: whoever holds the folder of a register that knows no people yet, and so was handed every list.
 * `public`: anybody, by what was published.
 */
export type Viewer =
  | ({ readonly as: "person" } & Person)
  | { readonly as: "keeper" }
  | { readonly as: "public" };

/** What there is to do with a register. */
export const deeds = ["look", "judge", "change", "publish", "govern", "audit"] as const;
export type Deed = (typeof deeds)[number];

const allowed: { readonly [deed in Deed]: readonly Role[] } = {
  look: roles, // search, show, count, places, explanations
  judge: ["owner", "reviewer"], // pairs, fates, and whether a match is shown to another organisation
  change: ["owner", "editor"], // lists, consent, restrictions, scopes, linking
  publish: ["owner"],
  govern: ["owner"], // people and roles
  audit: ["owner", "auditor"], // who looked at what
};

/**
 * Whether the viewer may do it. The keeper may do all, the public nothing: what it sees is published.
 *
 * @example
 * mayDo({ as: "public" }, "look"); //=> false
 */
export function mayDo(viewer: Viewer, deed: Deed): boolean {
  if (viewer.as === "keeper") return true;
  return viewer.as === "person" && allowed[deed].includes(viewer.role);
}

/** The name by which what the viewer does is kept. */
export function viewerName(viewer: Viewer): string {
  return viewer.as === "person" ? viewer.name : viewer.as;
}
