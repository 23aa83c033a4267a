import { expect, it } from 'vitest';
import { hoursTyped, hoursWritten } from './typed-hours.ts';

it('hours are typed as spans, over midnight too, and read back as they were', () => {
  const hours = hoursTyped('7:00-22:00，22:30–06:00');
  expect(hours).toEqual([
    { from_min: 420, to_min: 1320 },
    { from_min: 1350, to_min: 360 },
  ]);
  expect(hoursTyped(hoursWritten(hours ?? []))).toEqual(hours);
  expect(hoursTyped('00:00-24:00')).toEqual([{ from_min: 0, to_min: 1440 }]);
  expect(hoursTyped('')).toEqual([]);
});

it('what is no time of a day is not read', () => {
  for (const text of ['7-22', '07:00-25:00', '24:30-06:00', '07:00', '07:60-08:00', '07:00-24:01'])
    expect(hoursTyped(text)).toBeUndefined();
});
