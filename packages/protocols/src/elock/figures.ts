/** Bytes as their hexadecimal figures, which is how BCD is read. */
export const figuresOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const isDecimal = (figures: string): boolean => /^\d+$/.test(figures);

/** @param figures an even number of hexadecimal figures */
export const bytesOfFigures = (figures: string): Uint8Array =>
  Uint8Array.from(figures.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Day, month, year, hour, minute, second, two figures each, UTC. @returns NaN for an instant that there is not */
export function timeOfFigures(figures: string): number {
  if (!/^\d{12}$/.test(figures)) return Number.NaN;
  const [day, month, year, hour, minute, second] = figures.match(/../g)!.map(Number);
  const at = new Date(Date.UTC(2000 + year, month - 1, day, hour, minute, second));
  const same =
    at.getUTCDate() === day && at.getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60;
  return same ? at.getTime() : Number.NaN;
}

export function figuresOfTime(at_ms: number): string {
  const [date, clock] = new Date(at_ms).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}${month}${year.slice(2)}${clock.slice(0, 8).replaceAll(':', '')}`;
}

/** Degrees and minutes of four decimals as one number: 22331560 is 22°33.1560′. */
export const degreesOf = (figures: string): number => {
  const raw = Number(figures);
  return Math.floor(raw / 1_000_000) + (raw % 1_000_000) / 10_000 / 60;
};

export const isPlace = (lon: number, lat: number): boolean =>
  Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0);
