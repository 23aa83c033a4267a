import { generateDemoCity } from '@opentocc/core/demo-city';
import { checkRegimes, FIRST_REGIMES, type Regime } from '@opentocc/core/freight';
import { buildNetwork } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { expect, it } from 'vitest';
import type { DemoCity } from '../../../kit/demo.ts';
import { createLog } from '../../../kit/log.ts';
import { createRegimesDemo, nextStorm } from './demo.ts';
import { stormRegime } from './demo-regimes.ts';
import { bookWith, faultsOfDraft, placeRegime } from './schedule.ts';
import { startRegimes } from './test-regimes.ts';

const NOW_MS = Date.parse('2026-11-28T10:00:00+08:00');
const life = createCityLife(buildNetwork(generateDemoCity()), 1);

it('the demo city knows of a storm to come on any day, in the hours of its heavy rain', () => {
  for (let day = 0; day < 14; day++) {
    const after_ms = NOW_MS + day * DAY_MS;
    const storm = nextStorm({ life, shift_ms: 0 }, after_ms);
    expect(storm?.from_ms).toBeGreaterThan(after_ms);
    expect(life.rainAt_mm_h((storm?.from_ms ?? 0) + 1_800_000)).toBeGreaterThan(8);
  }
});

it('what it asks for in a storm stands the check', () => {
  const storm = stormRegime(
    'storm',
    { zh: '暴雨', en: 'Storm' },
    NOW_MS,
    NOW_MS + DAY_MS,
  ) as unknown as Regime;
  const of = { resumes: () => false };
  const next = (code: string) => (code === 'normal' ? 4 : 1);
  expect(faultsOfDraft(FIRST_REGIMES, storm, next, of).filter(({ level }) => level === 'error')).toEqual([]);
  const { regimes } = bookWith(FIRST_REGIMES, placeRegime(FIRST_REGIMES.regimes, storm, next, of));
  expect(checkRegimes({ ...FIRST_REGIMES, regimes }).filter(({ level }) => level === 'error')).toEqual([]);
});

it('its last storm is lived through once, at whatever hour it is shown', async () => {
  const { identity, regimes, clock } = await startRegimes();
  const demo = createRegimesDemo(createLog('silent'), regimes.openPast);
  const past = { now_ms: clock.now_ms, signal: new AbortController().signal };
  for (const shift_ms of [0, 7 * HOUR_MS, -5 * HOUR_MS])
    await demo.past?.({ life, shift_ms } as DemoCity, past);
  const storms = regimes.record.snapshot.planned.filter(({ row }) => row.regime.code === 'storm');
  expect(storms).toHaveLength(1);
  expect(storms[0].row.regime.from_ms).toBeLessThan(clock.now_ms);
  await identity.stop();
});
