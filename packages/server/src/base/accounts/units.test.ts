import { generateDemoCity } from '@opentocc/core/demo-city';
import { expect, test } from 'vitest';
import { FIRST_UNITS } from './units.ts';

const ofKind = (wanted: string) => FIRST_UNITS.filter(({ kind }) => kind === wanted);

test('an installation starts with one city centre, eleven sub-centres and departments, assumed until confirmed', () => {
  expect(ofKind('city_centre')).toHaveLength(1);
  expect(ofKind('sub_centre')).toHaveLength(11);
  expect(ofKind('department').length).toBeGreaterThan(0);
  expect(FIRST_UNITS.filter(({ assumed }) => !assumed)).toEqual(ofKind('city_centre'));
});

test('every district of the demo city has its sub-centre; Shenshan lies outside it', () => {
  const codes = new Set(generateDemoCity().districts.map(({ code }) => code));
  const answeredFor = ofKind('sub_centre').flatMap(({ districts }) => districts ?? []);
  expect(answeredFor.filter((code) => !codes.has(code))).toEqual(['440390']);
  expect([...codes].filter((code) => !answeredFor.includes(code))).toEqual([]);
});
