import { expect, test } from 'vitest';
import { warningInEnglish } from './in-english.ts';

const issued_ms = Date.parse('2026-11-28T00:05:00+08:00');

test.each([
  ['暴雨', 'orange', '深圳市发布暴雨橙色预警信号', 'Rainstorm: orange signal, since 2026-11-28 00:05'],
  ['台风', 'white', '深圳市发布台风白色预警信号', 'Typhoon: white signal, since 2026-11-28 00:05'],
  ['雷雨大风', 'yellow', '', 'Thunderstorm gale: yellow signal, since 2026-11-28 00:05'],
  ['灰霾', null, '', 'Haze: warning, since 2026-11-28 00:05'],
  // The kind is not said, or in a word of the sender: the title has it.
  ['', 'red', '宝安区发布高温红色预警信号', 'Heat: red signal, since 2026-11-28 00:05'],
] as const)('a signal of %s, %s, is worded by its kind and level', (kind, level, title, en) => {
  expect(warningInEnglish({ kind, level, title, issued_ms })).toBe(en);
});

test('one of a kind that is not known says that it is in Chinese only', () => {
  const title = '发布地质灾害气象风险预警';
  expect(warningInEnglish({ kind: '地质灾害', level: 'orange', title, issued_ms })).toBe(
    `Weather warning, in Chinese only: ${title}`,
  );
});
