/** Who may see a field: from everybody to nobody but its custodians. */

export const audiences = ["public", "coalition", "organisation", "sealed"] as const; // widest first
export type Audience = (typeof audiences)[number];

/**
 * The narrower of two audiences: a source's consent can only narrow what a field's default allows.
 *
 * @example
 * narrowerAudience("public", "organisation"); //=> "organisation"
 */
export function narrowerAudience(a: Audience, b: Audience): Audience {
  return audiences.indexOf(a) >= audiences.indexOf(b) ? a : b;
}
