/** Status bit of JT/T 808 (table 25, bit 1): the receiver has a position. */
export const POSITIONED_BIT = 2;

/**
 * Whether a row says where its vehicle was: a terminal without satellites reports too, with the bit off and mostly (0, 0),
 * a place in the Gulf of Guinea. Such rows stay in the log, since they were acknowledged; no place is read from them.
 */
export function isPlaced(status: number, lon: number, lat: number): boolean {
  return (status & POSITIONED_BIT) !== 0 && !(lon === 0 && lat === 0);
}
