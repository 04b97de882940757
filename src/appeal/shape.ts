/** What a JSON value from outside must look like before it is believed to be of a type. */
import type { Json } from "../base/canonical-json.ts";

export type Shape = (value: Json | undefined) => boolean;

export const text: Shape = (value) => typeof value === "string";
/** A whole number from 0. */
export const whole: Shape = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
/** Any finite number. */
export const real: Shape = (value) => typeof value === "number" && Number.isFinite(value);

/** A shape that may be absent. */
export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);

export const oneOf =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));

/** Exactly this text. */
export const literal =
  (...wanted: readonly Json[]): Shape =>
  (value) =>
    wanted.some((each) => each === value);

export const array =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every((item) => shape(item));

/** An object with these members and no others. */
export const object =
  (members: { readonly [name: string]: Shape }): Shape =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => Object.hasOwn(members, name)) &&
    Object.entries(members).every(([name, shape]) => shape(memberOf(value, name)));

/** Whether `value` has the shape that `T` describes. Requires a shape that says what `T` says. */
export function isShape<T>(value: Json | undefined, shape: Shape): value is Json & T {
  return shape(value);
}

function memberOf(value: object, name: string): Json | undefined {
  return (value as { readonly [name: string]: Json | undefined })[name];
}
