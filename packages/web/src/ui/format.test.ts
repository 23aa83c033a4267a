import { describe, expect, it } from 'vitest';
import {
  ageOf,
  bytesOf,
  clockOf,
  dayOf,
  fixed,
  minuteOf,
  percent,
  plateOf,
  signed,
  startOfDay_ms,
} from './format.ts';

describe('formats', () => {
  const newYear_ms = Date.UTC(2025, 11, 31, 16, 5, 9);

  it('shows times of the city, whatever the zone of the screen', () => {
    expect(clockOf(newYear_ms)).toBe('00:05:09');
    expect(dayOf(newYear_ms)).toBe('2026-01-01');
    expect(minuteOf(newYear_ms)).toBe('2026-01-01 00:05');
    expect(startOfDay_ms(newYear_ms)).toBe(Date.UTC(2025, 11, 31, 16));
  });

  it('writes a plate as a masked one is written', () => {
    expect(['粤B12345', '粤BD12345', '粤B·12345', '使014001'].map(plateOf)).toEqual([
      '粤B·12345',
      '粤B·D12345',
      '粤B·12345',
      '使014001',
    ]);
  });

  it('shows a dash where there is no value', () => {
    expect(fixed(null, 1)).toBe('—');
    expect(fixed(0, 1)).toBe('0.0');
  });

  it('does not round a small share to nothing', () => {
    expect([percent(0), percent(0.001), percent(0.484), percent(1)]).toEqual(['0%', '<1%', '48%', '100%']);
  });

  it('writes changes with their sign', () => {
    expect([signed(0.44), signed(-1.21), signed(-0.04)]).toEqual(['+0.4', '−1.2', '±0.0']);
  });

  it('tells ages and sizes in the unit that fits', () => {
    expect([ageOf(4200), ageOf(180_000), ageOf(7_300_000)]).toEqual(['4 s', '3 min', '2 h']);
    expect([ageOf(72 * 3_600_000), ageOf(168 * 3_600_000)]).toEqual(['72 h', '7 d']);
    expect([bytesOf(0), bytesOf(999), bytesOf(59_000_000)]).toEqual(['0 B', '999 B', '59.0 MB']);
  });
});
