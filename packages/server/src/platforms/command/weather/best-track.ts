import type { TrackPoint } from '@opentocc/contract';

export interface BestTrack {
  /** "2016-01" by its number in the year, "2016-n3" for the third of those without. */
  readonly code: string;
  readonly name: string;
  readonly points: readonly TrackPoint[];
}

const HEAD = /^66666\s+\d{4}\s+\d+\s+(\d{4})\s+(\d{4})\s+\d\s+\d\s+(\S+)/;
const POINT = /^(\d{4})(\d\d)(\d\d)(\d\d)\s+(\d)\s+(-?\d+)\s+(\d+)\s+(\d+)\s+(\d+)/;

/** The best-track files of the CMA (tcdata.typhoon.org.cn): times in UTC, places in tenths of a degree, no wind circles. */
export function readBestTracks(text: string, year: number): BestTrack[] {
  const tracks: { code: string; name: string; points: TrackPoint[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const head = HEAD.exec(line);
    if (head) {
      const [, sequence, number, name] = head;
      const code = number === '0000' ? `${year}-n${Number(sequence)}` : `${year}-${number.slice(2)}`;
      tracks.push({ code, name: name.replace(/[()]/g, ''), points: [] });
      continue;
    }
    const point = pointOf(line);
    if (point) tracks.at(-1)?.points.push(point);
  }
  return tracks.filter(({ points }) => points.length > 0);
}

function pointOf(line: string): TrackPoint | null {
  const read = POINT.exec(line);
  if (!read) return null;
  const [year, month, day, hour, grade, lat, lon, pressure, wind] = read.slice(1).map(Number);
  const [lat_deg, lon_deg] = [lat / 10, lon / 10];
  if (Math.abs(lat_deg) > 90 || lon_deg > 360 || pressure < 800) return null;
  return {
    at_ms: Date.UTC(year, month - 1, day, hour),
    ...{ lat: lat_deg, lon: lon_deg > 180 ? lon_deg - 360 : lon_deg, grade, forecast: false, circles: [] },
    wind_mps: wind > 0 && wind <= 120 ? wind : null,
    pressure_hpa: pressure,
  };
}
