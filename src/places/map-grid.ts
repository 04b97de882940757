/** Positions as coarse as a viewer may have them: the middle of a cell of a fixed grid, whatever the map's zoom. */

export type MapPosition = readonly [longitude: number, latitude: number];

/** Degrees of a cell's side for who is not of the organisation that a position belongs to: about 5 and 25 km. */
export const gridDegrees = { coalition: 0.05, public: 0.25 } as const;

/**
 * The middle of the cell that a position lies in, the same for all positions of the cell; itself on a grid of 0. Cells
 * begin at 180 west and 90 south, so that no more than the cell can be worked out from however many answers.
 *
 * @example
 * snapToGrid([-18.934, -30.411], 0.25); //=> [-18.875, -30.375]
 */
export function snapToGrid([longitude, latitude]: MapPosition, degrees: number): MapPosition {
  if (degrees === 0) return [longitude, latitude];
  return [middle(longitude, 180, degrees), middle(latitude, 90, degrees)];
}

function middle(value: number, edge: number, degrees: number): number {
  const last = (2 * edge) / degrees - 1; // the far edge belongs to the last cell
  const cell = Math.min(Math.floor((value + edge) / degrees), last);
  return Number((cell * degrees + degrees / 2 - edge).toFixed(6));
}
