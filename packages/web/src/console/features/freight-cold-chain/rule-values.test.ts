import { expect, it } from 'vitest';
import { fieldsOf, settingsOf } from './rule-values.ts';

it('rules are filled in by minutes and come back as they were, under names that differ', () => {
  const settings = {
    rules: [
      { id: 'hot', side: 'hot', measure: 'consecutive', limit_c: -15, duration_s: 1200 },
      { id: 'hot-sum', side: 'hot', measure: 'cumulative', limit_c: -15, duration_s: 3690 },
      { id: 'cold', side: 'cold', measure: 'consecutive', limit_c: -35, duration_s: 0 },
    ],
    scale: { min_c: -60, max_c: 70 },
    ...{ lost_after_s: 1800, door_open_s: 90 },
  } as const;
  const fields = fieldsOf({ ...settings, rules: [...settings.rules] });
  expect(fields).toMatchObject({ lost_after_min: 30, door_open_min: 1.5, min_c: -60, max_c: 70 });
  expect(fields.rules[1]).toEqual({ side: 'hot', measure: 'cumulative', limit_c: -15, minutes: 61.5 });
  const back = settingsOf(fields);
  expect(back.rules.map(({ id, ...rest }) => rest)).toEqual(settings.rules.map(({ id, ...rest }) => rest));
  expect(new Set(back.rules.map(({ id }) => id)).size).toBe(3);
  expect({ ...back, rules: [] }).toEqual({ ...settings, rules: [] });
});
