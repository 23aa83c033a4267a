import type { StudyForecast } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { type PastOf, scoreStudy } from './score-study.ts';

const { network, link, path } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D

  AB expressway 72
  BC expressway 72
  CD expressway 72
`);
const BASE_MS = 30 * 86_400_000;
const WEEK_MS = 7 * 86_400_000;
const steps = (value: number) => Array.from({ length: 12 }, () => value);
/** Time over AB and BC at a speed, s. */
const time_s = (kmh: number) =>
  path('ABC').reduce((sum, one) => sum + (network.link_length_m[one] * 3.6) / kmh, 0);
const round = (value: number) => Math.round(value * 10) / 10;
const FORECAST: StudyForecast = {
  step_min: 5,
  place: { link: link('BC'), at: 0.5 },
  roads: [
    {
      ...{ name: { zh: '滨海大道', en: 'Binhai Blvd' }, links: path('ABC'), length_m: 2000 },
      ...{ mean_s: steps(round(time_s(36))), low_s: steps(time_s(40)), high_s: steps(time_s(30)) },
    },
  ],
  tail: { mean_m: steps(0), low_m: steps(0), high_m: steps(100) },
};
const study = { network, base_ms: BASE_MS, forecast: FORECAST, links: path('ABCD') };
/** Speed of all links by instant; none where undefined. */
const past =
  (kmhAt: (at_ms: number, link: number) => number | undefined): PastOf =>
  async (at_ms, links) => {
    const known = links.filter((one) => kmhAt(at_ms, one) !== undefined);
    if (known.length === 0) return null;
    return { speed_kmh: (one) => kmhAt(at_ms, one) ?? Number.NaN, free_flow_kmh: () => 72 };
  };

describe('what was predicted is held against what came', () => {
  it('has no error where it came so, beside the roads of the base instant and of a week ago', async () => {
    const scored = await scoreStudy(
      study,
      past((at_ms) => (at_ms <= BASE_MS - WEEK_MS + 60 * MINUTE_MS ? 18 : at_ms === BASE_MS ? 72 : 36)),
    );
    const [first] = scored?.detail.by_horizon ?? [];
    expect(scored?.detail.by_horizon.map(({ to_min }) => to_min)).toEqual([15, 30, 45, 60]);
    expect(first.travel).toMatchObject({ values: 3, error: 0, bias: 0, inside: 1 });
    expect(first.travel.persistence).toEqual({ values: 3, baseline: 0.5, twin: 0 });
    expect(first.travel.last_week).toEqual({ values: 3, baseline: expect.closeTo(1, 2), twin: 0 });
  });

  it('is by horizon: what came later than predicted stands in its quarter of an hour alone', async () => {
    const scored = await scoreStudy(
      study,
      past((at_ms) => (at_ms > BASE_MS + 45 * MINUTE_MS ? 72 : 36)),
    );
    expect(scored?.detail.by_horizon.map(({ travel }) => travel.error)).toEqual([
      ...[0, 0, 0, expect.closeTo(1, 2)],
    ]);
    expect(scored?.detail.by_horizon[3].travel.inside).toBe(0);
  });

  it('takes the pace of what is known for the rest of a road, and nothing where too little is known', async () => {
    const only = (pairs: string[]) =>
      scoreStudy(
        study,
        past((_, one) => (pairs.some((pair) => link(pair) === one) ? 36 : undefined)),
      );
    expect(await only(['AB'])).toBeNull();
    expect((await only(['AB', 'BC']))?.detail.roads[0].series.observed).toEqual(steps(round(time_s(36))));
  });

  it('is no score where fewer than half of the windows are there', async () => {
    const until = (minutes: number) =>
      scoreStudy(
        study,
        past((at_ms) => (at_ms > BASE_MS + minutes * MINUTE_MS ? undefined : 36)),
      );
    expect(await until(25)).toBeNull();
    expect((await until(30))?.detail.roads[0].series.observed.slice(5, 7)).toEqual([round(time_s(36)), null]);
  });
});
