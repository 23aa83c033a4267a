import type { Signal, Warning } from '@opentocc/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createInflow } from './inflow.ts';
import { middleOf, startSituations, type TestSituations } from './test-situations.ts';

let on: TestSituations;
let signals: Signal[] = [];
let warnings: Warning[] = [];

beforeAll(async () => {
  on = await startSituations();
});
afterAll(() => on.identity.stop());
beforeEach(() => {
  signals = [];
  warnings = [];
});

/** What a process of its own does each few seconds. */
const openInflow = () =>
  createInflow({
    ...{ situations: on.situations, now: on.clock.now },
    openSignals: () => signals,
    openWarnings: () => warnings,
  });

const [lon, lat] = middleOf('BC');
const place = { lon, lat, district: null, road: { zh: '滨海大道', en: 'Binhai Blvd' } };
const signal = (id: number, more: Partial<Signal> = {}): Signal => ({
  ...{ id, kind: 'incident', links: [], place, began_ms: on.clock.now(), changed_ms: 0, ended_ms: null },
  ...{ ended_why: null, confidence: 0.9, length_m: 600, rule: { name: 'usual-speed', version: '1.0' } },
  ...{ subject: null, verdict: null },
  ...more,
});
const warning = (id: number, level: Warning['level'], reopened = 0) =>
  ({
    ...{
      id,
      level,
      reopened,
      kind: 'rain',
      title: { zh: '积水预警', en: 'Flooding' },
      began_ms: on.clock.now(),
    },
    place: { ...place, districts: [], streets: [], links: [], polygon: [] },
  }) as unknown as Warning;

const reportsOf = async (key: string) => {
  const id = await on.situations.findByKey(key);
  return id === undefined ? [] : (await on.situations.reader.get(null, id)).report_list;
};

describe('a signal', () => {
  test('opens one situation however often it is seen, also by a process that has just started', async () => {
    signals = [signal(1)];
    const inflow = openInflow();
    await inflow();
    await inflow();
    await openInflow()();
    expect(await reportsOf('signal:1')).toMatchObject([
      { origin: 'signal', kind: 'accident', ended_ms: null },
    ]);
  });

  test('that ended while nobody listened is ended here at the next look, and its situation stays', async () => {
    signals = [signal(2)];
    await openInflow()();
    signals = [];
    await openInflow()();
    const [{ ended_ms }] = await reportsOf('signal:2');
    expect(ended_ms).toBe(on.clock.now());
    const id = (await on.situations.findByKey('signal:2'))!;
    expect((await on.situations.find(id))?.state).toBe('received');
  });

  test.each([
    ['of what slows down every day', { kind: 'congestion' }],
    ['that is not sure enough', { kind: 'queue', confidence: 0.6 }],
    ['without a place', { place: { ...place, lon: null, lat: null } }],
  ] as const)('%s opens none', async (_, more) => {
    signals = [signal(3, more)];
    await openInflow()();
    expect(await reportsOf('signal:3')).toEqual([]);
  });
});

describe('a warning', () => {
  test('opens a situation when it is orange or red, and another one when it comes again', async () => {
    warnings = [warning(1, 'red'), warning(2, 'yellow')];
    await openInflow()();
    expect(await reportsOf('warning:1:0')).toMatchObject([{ kind: 'weather', text: '积水预警' }]);
    expect(await reportsOf('warning:2:0')).toEqual([]);
    warnings = [warning(1, 'red', 1)];
    await openInflow()();
    expect(await reportsOf('warning:1:1')).toHaveLength(1);
  });
});
