import type { RuleDraft } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { draftOf, FIRST_FIELDS, fieldsOf } from './rule-fields.ts';

const ofLinks: RuleDraft = {
  name: { zh: '路段缓行', en: 'Slow link' },
  measure: 'link_speed',
  target: {
    ...{ scope: 'district', keys: [], districts: ['440304'], streets: ['440304001'], classes: ['arterial'] },
    ...{ roads: ['深南大道'], links: [7], sources: [], protocols: [] },
  },
  levels: { blue: null, yellow: 30, orange: null, red: 10 },
  ...{ hysteresis: 2, for_s: 300, clear_for_s: 300, enabled: true },
  schedule: { from_min: 420, to_min: 540, weekdays: [1, 5], day_kinds: ['weekday'] },
  advice: { zh: '疏导', en: 'Direct the traffic' },
};

describe('the form of a rule', () => {
  it('shows a rule and says the same rule again, with the links that it has no field for', () => {
    expect(draftOf(fieldsOf(ofLinks), ofLinks, 'link')).toEqual(ofLinks);
  });

  it('leaves out what a measure of another kind would not look at', () => {
    const fields = {
      ...fieldsOf(ofLinks),
      measure: 'source_silence',
      sources: ['taxi'],
      protocols: ['MQTT'],
    };
    expect(draftOf(fields, ofLinks, 'source')?.target).toEqual({
      ...{ scope: 'district', keys: [], districts: [], streets: [], classes: [], roads: [], links: [] },
      ...{ sources: ['taxi'], protocols: ['MQTT'] },
    });
  });

  it('says no draft while it has no threshold, or while it is not known what its measure is of', () => {
    expect(draftOf(FIRST_FIELDS, null, 'link')).toBeNull();
    expect(draftOf(fieldsOf(ofLinks), ofLinks, undefined)).toBeNull();
  });
});
