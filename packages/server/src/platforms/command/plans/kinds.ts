import type { Named } from './choices.ts';

/** Kinds of warnings that plans know; those of the national list that stop transport. */
export const WARNING_KINDS: readonly Named[] = [
  { key: 'typhoon', name: { zh: '台风', en: 'typhoon' } },
  { key: 'rainstorm', name: { zh: '暴雨', en: 'rainstorm' } },
  { key: 'fog', name: { zh: '大雾', en: 'fog' } },
  { key: 'wind', name: { zh: '大风', en: 'strong wind' } },
];

/** Kinds of situations that plans know. */
export const SITUATION_KINDS: readonly Named[] = [
  { key: 'accident', name: { zh: '事故', en: 'accident' } },
  { key: 'closure', name: { zh: '道路中断', en: 'closed road' } },
  { key: 'flooding', name: { zh: '积水', en: 'flooding' } },
  { key: 'fire', name: { zh: '火情', en: 'fire' } },
  { key: 'crowding', name: { zh: '大客流', en: 'crowding' } },
  { key: 'equipment', name: { zh: '设备故障', en: 'failed equipment' } },
];

/** How messages of weather services name each kind: CAP events and the titles of the national list. */
const WEATHER_WORDS: readonly (readonly [key: string, words: RegExp])[] = [
  ['typhoon', /台风|typhoon|tropical (?:storm|cyclone)|hurricane/i],
  ['rainstorm', /暴雨|rain/i],
  ['fog', /雾|fog/i],
  ['wind', /大风|gale|wind/i],
];

/** The kind that plans know of a warning of a weather service; what it is called there where plans know none. */
export const weatherKindOf = (kind: string): string =>
  WEATHER_WORDS.find(([, words]) => words.test(kind))?.[0] ?? kind;
