import type { RuleDraft } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { differenceOf } from './rule-difference.ts';

const rule: RuleDraft = {
  ...{ name: { zh: '缓行', en: 'Slow' }, measure: 'link_speed', hysteresis: 2, for_s: 300, clear_for_s: 300 },
  target: {
    ...{ scope: 'district', keys: [], districts: [], streets: [], classes: [], roads: [], links: [] },
    ...{ sources: [], protocols: [] },
  },
  levels: { blue: null, yellow: 30, orange: null, red: 10 },
  schedule: { from_min: 0, to_min: 1440, weekdays: [], day_kinds: [] },
  ...{ advice: { zh: '', en: '' }, enabled: true },
};

it('says what a version changed, and nothing of what it left', () => {
  const next = {
    ...rule,
    target: { ...rule.target, streets: ['440304001'] },
    levels: { ...rule.levels, yellow: 25, red: null },
    schedule: { ...rule.schedule, from_min: 420 },
  };
  expect(differenceOf(rule, next)).toEqual([
    { part: 'streets', before: [], after: ['440304001'] },
    { part: 'yellow', before: 30, after: 25 },
    { part: 'red', before: 10, after: null },
    { part: 'from_h', before: 0, after: 7 },
  ]);
  expect(differenceOf(rule, structuredClone(rule))).toEqual([]);
});
