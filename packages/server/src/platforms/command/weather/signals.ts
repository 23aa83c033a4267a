import type { ResponseLevel, SignalLevel, WeatherOverview } from '@opentocc/contract';

/**
 * What a signal proposes; a person decides (突发事件应对法 2024, art. 63 and 71: two scales). Dated configuration.
 * Typhoon Saola 2023: response II was set while the signal was blue.
 */
export const SIGNAL_RULES: WeatherOverview['rules'] = {
  version: '2026-11-27',
  assumed: true,
  source: {
    zh: '预警与响应等级分列（突发事件应对法 2024 第 63、71 条）；对应关系按常见预案设定，以本市预案为准',
    en: 'Two scales (Emergency Response Law 2024, art. 63 and 71); the proposals follow usual plans, those of the city come first',
  },
  proposals: [
    { signal: 'white', response: 'IV', means: { zh: '48 小时内可能影响', en: 'within 48 h' } },
    { signal: 'blue', response: 'IV', means: { zh: '24 小时内 6 级以上', en: 'within 24 h, force 6' } },
    { signal: 'yellow', response: 'III', means: { zh: '24 小时内 8 级以上', en: 'within 24 h, force 8' } },
    { signal: 'orange', response: 'II', means: { zh: '12 小时内 10 级以上', en: 'within 12 h, force 10' } },
    { signal: 'red', response: 'I', means: { zh: '6 小时内 12 级以上', en: 'within 6 h, force 12' } },
  ],
};

const ORDER: readonly SignalLevel[] = ['white', 'blue', 'yellow', 'orange', 'red'];

export function highestSignal(levels: readonly (SignalLevel | null)[]): SignalLevel | null {
  return ORDER.findLast((level) => levels.includes(level)) ?? null;
}

export function proposedBy(signal: SignalLevel | null): ResponseLevel | null {
  return SIGNAL_RULES.proposals.find((proposal) => proposal.signal === signal)?.response ?? null;
}

/** The colour in a text: 红色, Red, or a level of severity where there is no word. */
export function signalIn(texts: readonly string[], severity: string): SignalLevel | null {
  const text = texts.join(' ');
  const words: readonly (readonly [SignalLevel, RegExp])[] = [
    ['red', /红色|紅色|\bred\b/i],
    ['orange', /橙色|\borange\b/i],
    ['yellow', /黄色|黃色|\byellow\b/i],
    ['blue', /蓝色|藍色|\bblue\b/i],
    ['white', /白色|\bwhite\b/i],
  ];
  const named = words.find(([, word]) => word.test(text))?.[0];
  const BY_SEVERITY: Record<string, SignalLevel> = {
    Extreme: 'red',
    Severe: 'orange',
    Moderate: 'yellow',
    Minor: 'blue',
  };
  return named ?? BY_SEVERITY[severity] ?? null;
}
