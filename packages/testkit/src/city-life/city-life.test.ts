import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, LINK_CLASSES } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { describe, expect, it } from 'vitest';
import { createCityLife, everydayLife } from './index.ts';

const city = buildNetwork(generateDemoCity());
const SEED = 1;
const life = createCityLife(city, SEED);
const START_MS = Date.parse('2026-11-02T00:00:00+08:00');
const DAYS = 60;
const days = Array.from({ length: DAYS }, (_, i) => life.dayAt(START_MS + i * DAY_MS + HOUR_MS));
const at = (text: string) => Date.parse(`${text}+08:00`);
const isRainy = ({ rain_mm_h }: (typeof days)[number]) => Math.max(...rain_mm_h.slice(17, 20)) > 8;

describe('the life of the demo city', () => {
  it('knows public holidays and the weekend days that are worked for them', () => {
    expect(life.dayAt(at('2026-10-01T12:00')).kind).toBe('holiday');
    expect(life.dayAt(at('2026-10-07T23:59')).kind).toBe('holiday');
    expect(life.dayAt(at('2026-10-08T00:00')).kind).toBe('weekday');
    expect(life.dayAt(at('2026-10-10T12:00')).kind).toBe('weekday'); // a Saturday
    expect(life.dayAt(at('2026-10-11T12:00')).kind).toBe('weekend');
    expect(everydayLife(city, { seed: SEED }).dayAt(at('2026-10-01T12:00')).kind).toBe('weekday');
  });

  it('has a rainy evening in any seven days in a row, and dry ones', () => {
    for (let i = 0; i + 7 <= DAYS; i++) expect(days.slice(i, i + 7).some(isRainy)).toBe(true);
    expect(days.filter(isRainy).length).toBeLessThan(DAYS / 3);
  });

  it('has one accident a day on a main road, over within two hours and in the rain of a rainy evening', () => {
    for (const day of days) {
      const [accident, ...more] = day.accidents;
      expect(more).toEqual([]);
      expect(LINK_CLASSES[city.link_class[accident.link]]).toMatch(/motorway|expressway/);
      expect(accident.to_ms - accident.from_ms).toBeLessThanOrEqual(110 * MINUTE_MS);
      expect(accident.lanes_taken).toBeLessThanOrEqual(city.link_lanes[accident.link]);
      expect(life.incidentsAt(accident.from_ms + HOUR_MS)).toContainEqual(accident);
      if (isRainy(day)) expect(life.rainAt_mm_h(accident.from_ms)).toBeGreaterThan(5);
    }
  });

  it('says the same of the same day, in whatever order it is asked', () => {
    const again = createCityLife(city, SEED);
    for (const day of [...days].reverse()) expect(again.dayAt(day.start_ms)).toEqual(day);
    expect(createCityLife(city, SEED + 1).dayAt(START_MS)).not.toEqual(days[0]);
  });
});
