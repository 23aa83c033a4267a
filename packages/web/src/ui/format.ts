import type { Language } from '@opentocc/contract';

/** The time zone of every screen; times travel as UTC. */
export const TIME_ZONE = 'Asia/Shanghai';
/** Shown where there is no value. None is invented. */
export const NO_VALUE = '—';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** 08:05:09 in the time zone of the city. */
export const clockOf = (at_ms: number): string => clock.format(at_ms);
/** 08:05 in the time zone of the city. */
export const hourMinuteOf = (at_ms: number): string => clockOf(at_ms).slice(0, 5);
/** 08:05:09 of today, 2026-03-01 08:05 of another day. */
export const shortTimeOf = (at_ms: number, now_ms: number): string =>
  dayOf(at_ms) === dayOf(now_ms) ? clockOf(at_ms) : minuteOf(at_ms);
/** 08:05, with its date where that is not today's. */
export const nearMinuteOf = (at_ms: number, now_ms: number): string =>
  dayOf(at_ms) === dayOf(now_ms) ? hourMinuteOf(at_ms) : minuteOf(at_ms);
/** yyyy-mm-dd in the time zone of the city. */
export const dayOf = (at_ms: number): string => day.format(at_ms);
/** 2026-03-01 08:05 in the time zone of the city. */
export const minuteOf = (at_ms: number): string => `${dayOf(at_ms)} ${hourMinuteOf(at_ms)}`;

/** First millisecond of a day of the city, which has no daylight saving. */
export const startOfDay_ms = (at_ms: number): number => Date.parse(`${dayOf(at_ms)}T00:00:00+08:00`);

export function longDateOf(at_ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: language === 'zh' ? 'long' : 'short',
  }).format(at_ms);
}

/** 粤B12345 as 粤B·12345, as a masked one is written. */
export const plateOf = (plate: string): string => plate.replace(/^(\p{Script=Han}[A-Z])(?=[^·])/u, '$1·');

/** A number with fixed decimals, or {@link NO_VALUE}. */
export function fixed(value: number | null | undefined, digits = 0): string {
  return value === null || value === undefined ? NO_VALUE : value.toFixed(digits);
}

/** An index, of Shenzhen or of the national standard: one decimal on every screen. Its band is that of this number. */
export const indexText = (index: number | null | undefined): string => fixed(index, 1);
/** A ratio of travel times: two decimals on every screen. */
export const ratioText = (ratio: number | null | undefined): string => fixed(ratio, 2);
/** A measured speed, km/h: one decimal on every screen. */
export const speedText = (speed_kmh: number | null | undefined): string => fixed(speed_kmh, 1);

/** 12,345 */
export const grouped = (value: number | null | undefined): string =>
  value === null || value === undefined ? NO_VALUE : Math.round(value).toLocaleString('en-US');

/** 0.483 as 48 %; a share in (0, 0.5 %) is not shown as nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1%';
  return `${Math.round(share * 100)}%`;
}

/** +0.4, −1.2, ±0.0 with a real minus sign. */
export function signed(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return `±${text}`;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** An age in words as short as a gauge: 4 s, 3 min, 2 h, 7 d. */
export function ageOf(age_ms: number): string {
  const s = Math.max(0, Math.round(age_ms / 1000));
  if (s < 100) return `${s} s`;
  const min = Math.round(s / 60);
  if (min < 100) return `${min} min`;
  const h = Math.round(min / 60);
  return h < 100 ? `${h} h` : `${Math.round(h / 24)} d`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
/** 12.3 MB */
export function bytesOf(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${BYTE_UNITS[power]}`;
}
