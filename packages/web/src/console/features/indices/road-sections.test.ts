import type { RoadProfile } from '@opentocc/contract';
import { expect, test } from 'vitest';
import { marksToName, sectionsOf } from './road-sections.ts';

const mark = (at_m: number, rank: number, zh = `${at_m}`): RoadProfile['marks'][number] => ({
  at_m,
  kind: 'crossing',
  name: { zh, en: zh },
  rank,
});
const PROFILE: RoadProfile = {
  key: '深南大道/eastbound',
  name: { zh: '深南大道', en: '' },
  day: '2026-11-26',
  links: [
    { link: 7, from_m: 0, to_m: 500, free_flow_kmh: 60 },
    { link: 8, from_m: 500, to_m: 1000, free_flow_kmh: 60 },
    { link: 9, from_m: 1000, to_m: 2000, free_flow_kmh: 60 },
  ],
  slots: [
    { at_ms: 0, speed_kmh: [60, 20, null], samples: 3 },
    { at_ms: 900_000, speed_kmh: [60, 60, 30], samples: 3 },
  ],
  marks: [mark(1000, 3, '皇岗路')],
};

test('the marks that matter most are named, and none beside another', () => {
  const marks = [mark(0, 1), mark(90, 4), mark(500, 2), mark(1000, 2)];
  expect(marksToName(marks, 1000, 5).map(({ at_m }) => at_m)).toEqual([90, 500, 1000]);
});

test('a section has its speed by length and time, and its slowest quarter of an hour', () => {
  const [first, second] = sectionsOf(PROFILE, 10);
  expect(first).toMatchObject({ from: null, to: { name: { zh: '皇岗路' } }, links: [7, 8] });
  expect(first.speed_kmh).toBeCloseTo(40, 6);
  expect(first.worst).toMatchObject({ at_ms: 0 });
  expect(first.worst?.speed_kmh).toBeCloseTo(30, 6);
  expect(second).toMatchObject({ links: [9], worst: { at_ms: 900_000 } });
  expect(second.speed_kmh).toBeCloseTo(30, 6);
});
