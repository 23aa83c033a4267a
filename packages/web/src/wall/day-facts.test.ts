import type { IndexCurve, IndexPoint } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { dayFacts } from './day-facts.ts';

const WEEK_MS = 7 * 86_400_000;
const point = (at_ms: number, index: number | null) => ({ at_ms, index }) as IndexPoint;
const curve = (today: IndexPoint[], last_week: IndexPoint[] = []) => ({ today, last_week }) as IndexCurve;

describe('what a day says at a glance', () => {
  it('compares the last value with the same time of the week before', () => {
    const facts = dayFacts(
      curve(
        [point(WEEK_MS, 2), point(WEEK_MS + 300, 5), point(WEEK_MS + 600, 4), point(WEEK_MS + 900, null)],
        [point(0, 1), point(300, 9), point(600, 2.5)],
      ),
    );
    expect(facts).toMatchObject({ last: { index: 4 }, change: 1.5 });
    expect(facts).toMatchObject({ highest: { index: 5 }, highest_before: { index: 9 } });
  });

  it('claims no change where nothing is stored of that time', () => {
    expect(dayFacts(curve([point(WEEK_MS, 2)], [point(300, 1)]))?.change).toBeNull();
    expect(dayFacts(curve([point(WEEK_MS, 2)]))?.highest_before).toBeNull();
  });

  it('says nothing of a day without a value', () => {
    expect(dayFacts(curve([point(0, null)]))).toBeNull();
  });
});
