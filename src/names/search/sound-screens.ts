/** What tells at a glance that two readings cannot end near each other, so that a walk of all reckons with few. */
import { type Mode, reachByMode, solidBits } from "../sounds.ts";

/**
 * Of each place in readings laid end to end: the solid consonants from there to the reading's end, and those that the
 * sounds from there on may be taken for.
 */
export type SoundScreens = {
  readonly solid: Int32Array;
  readonly ownReach: Int32Array; // beside a reading of its own script
  readonly reach: Int32Array; // beside one of another
};

export function makeScreens(places: number): SoundScreens {
  return {
    solid: new Int32Array(places),
    ownReach: new Int32Array(places),
    reach: new Int32Array(places),
  };
}

/** Writes the screens of a reading that starts at `start`; `own` is the mode beside its own script. */
export function writeScreens(screens: SoundScreens, start: number, codes: Uint8Array, own: Mode): void {
  let [solid, ownReach, reach] = [0, 0, 0];
  for (let at = codes.length - 1; at >= 0; at--) {
    const code = codes[at]!;
    solid |= solidBits[code]!;
    ownReach |= reachByMode[own]![code]!;
    reach |= reachByMode[1]![code]! | reachByMode[2]![code]!;
    screens.solid[start + at] = solid;
    screens.ownReach[start + at] = ownReach;
    screens.reach[start + at] = reach;
  }
}
