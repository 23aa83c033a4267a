import type { SignalLevel } from '@opentocc/contract';
import { cityMinute } from '../../../kit/clock.ts';

/**
 * Kinds of signals by the words of the national rule (气象灾害预警信号发布与传播办法) and of Guangdong, in the English of
 * the CMA. Longer names stand before those that are part of them.
 */
const KINDS: readonly (readonly [zh: string, en: string])[] = [
  ['雷雨大风', 'Thunderstorm gale'],
  ['海上大风', 'Marine gale'],
  ['道路结冰', 'Road icing'],
  ['森林火险', 'Forest fire danger'],
  ['沙尘暴', 'Sandstorm'],
  ['强季风', 'Strong monsoon'],
  ['台风', 'Typhoon'],
  ['暴雨', 'Rainstorm'],
  ['暴雪', 'Blizzard'],
  ['寒潮', 'Cold wave'],
  ['大风', 'Gale'],
  ['高温', 'Heat'],
  ['干旱', 'Drought'],
  ['雷电', 'Lightning'],
  ['冰雹', 'Hail'],
  ['霜冻', 'Frost'],
  ['大雾', 'Dense fog'],
  ['灰霾', 'Haze'],
  ['寒冷', 'Cold'],
  ['霾', 'Haze'],
];

const LEVELS: Readonly<Record<SignalLevel, string>> = {
  ...{ white: 'white', blue: 'blue', yellow: 'yellow', orange: 'orange', red: 'red' },
};

export interface Worded {
  readonly kind: string;
  readonly level: SignalLevel | null;
  readonly title: string;
  readonly issued_ms: number;
}

/**
 * A warning in English by its kind and level, as "Rainstorm: orange signal, since 2026-11-28 16:20"; who sends it writes
 * Chinese alone, and nothing is translated. One of a kind that is not known says so and gives the Chinese title.
 */
export function warningInEnglish({ kind, level, title, issued_ms }: Worded): string {
  const [, name] = KINDS.find(([zh]) => kind.includes(zh)) ?? KINDS.find(([zh]) => title.includes(zh)) ?? [];
  if (name === undefined) return `Weather warning, in Chinese only: ${title}`;
  const signal = level === null ? 'warning' : `${LEVELS[level]} signal`;
  return `${name}: ${signal}, since ${cityMinute(issued_ms)}`;
}
