/** Distance over the Earth's surface. */

/** Degrees, WGS 84. */
export type Position = { readonly latitude: number; readonly longitude: number };

const EARTH_RADIUS_KM = 6371.0088; // mean radius R1, IUGG 1980

/**
 * Great-circle distance by the haversine formula; within 0.6 % of the ellipsoid's.
 *
 * @example
 * Math.round(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })); //=> 20015
 */
export function distanceKm(a: Position, b: Position): number {
  const latitudes = haversine(b.latitude - a.latitude);
  const longitudes = haversine(b.longitude - a.longitude);
  const h = latitudes + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * longitudes;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const haversine = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
