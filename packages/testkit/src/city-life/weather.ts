import { hash01 } from '../random.ts';

/** Rain of each hour of a day, mm/h. */
export type RainOfDay = readonly number[];

const HOURS = 24;
export const DRY_DAY: RainOfDay = new Array<number>(HOURS).fill(0);

/** Length of the groups of days of which one evening is rainy, so that any seven days in a row hold at least one. */
const RAINY_GROUP_DAYS = 4;
/** Rain of a rainy evening from {@link EVENING_HOUR} on: it comes up before the peak and is heaviest in it. */
const EVENING_HOUR = 16;
const EVENING_MM_H = [1, 6, 14, 9, 4, 1];
/** Share of the other days that have a shower of two hours. */
const SHOWER_SHARE = 0.15;

/** Rain of a day. Assumed: the pattern belongs to no season, so that a demonstration has rain in winter too. */
export function rainOf(seed: number, day: number): RainOfDay {
  const rain = [...DRY_DAY];
  if (isRainyEvening(seed, day)) {
    const strength = 0.8 + 0.6 * hash01(seed, day, 52);
    for (const [i, mm_h] of EVENING_MM_H.entries()) rain[EVENING_HOUR + i] = mm_h * strength;
  } else if (hash01(seed, day, 53) < SHOWER_SHARE) {
    const hour = 6 + Math.floor(hash01(seed, day, 54) * 16);
    rain[hour] = 1 + 3 * hash01(seed, day, 55);
    rain[hour + 1] = rain[hour] / 2;
  }
  return rain;
}

export function isRainyEvening(seed: number, day: number): boolean {
  const group = Math.floor(day / RAINY_GROUP_DAYS);
  return day - group * RAINY_GROUP_DAYS === Math.floor(hash01(seed, group, 51) * RAINY_GROUP_DAYS);
}

/** What rain does to traffic. */
export interface RainEffect {
  /** Free speed as a share of the dry one. */
  readonly speed: number;
  /** Load as a multiple of the dry one: the same demand on less capacity. */
  readonly load: number;
}

const HEAVY_MM_H = 16;

/**
 * Free speed falls by up to 9 % and capacity by up to 11 % as rain grows to 16 mm/h. Source of the ends: FHWA-HOP-07-073
 * (2006), Empirical Studies on Traffic Flow in Inclement Weather; assumed: linear between them.
 */
export function rainEffect(mm_h: number): RainEffect {
  const share = Math.min(1, mm_h / HEAVY_MM_H);
  return { speed: 1 - 0.09 * share, load: 1 / (1 - 0.11 * share) };
}
