import type { Bilingual } from '@opentocc/contract';
import { type Present, SILENCE_RULE } from './model.ts';

export interface SilentSource {
  readonly id: number;
  readonly name: Bilingual;
  /** The last that came of it, UTC ms; null before anything came. */
  readonly last_ms: number | null;
}

export interface SilentDetector {
  readonly id: number;
  readonly source: number;
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly link: number | null;
  readonly last_ms: number | null;
}

/** What delivers nothing now, as the base says it. */
export interface Silences {
  readonly sources: readonly SilentSource[];
  readonly detectors: readonly SilentDetector[];
}

/** Silent detectors of which each is a signal; more say that something before them is silent. */
const MOST_DETECTORS = 50;

/** Detectors of a source that is silent itself are not named one by one. */
export function silentNow(
  { sources, detectors }: Silences,
  now_ms: number,
  districtOf: DistrictOf,
): Present[] {
  const silent = new Set(sources.map(({ id }) => id));
  const alone = detectors.filter(({ source }) => !silent.has(source)).slice(0, MOST_DETECTORS);
  return [
    ...sources.map(({ id, name, last_ms }) =>
      silence(`source:${id}`, last_ms ?? now_ms, { lon: null, lat: null, district: null, road: name }),
    ),
    ...alone.map(({ id, code, name, lon, lat, link, last_ms }) => {
      const place = { lon, lat, district: link === null ? null : districtOf(link) };
      const text = name === '' ? code : `${code} ${name}`;
      const present = silence(`detector:${id}`, last_ms ?? now_ms, {
        ...place,
        road: { zh: text, en: text },
      });
      return { ...present, links: link === null ? [] : [link] };
    }),
  ];
}

export type DistrictOf = (link: number) => string | null;

const silence = (subject: string, began_ms: number, place: Present['place']): Present => ({
  ...{ key: subject, subject, kind: 'silence', links: [], place, began_ms, confidence: 1 },
  ...{ length_m: null, rule: SILENCE_RULE, parts: [] },
});
