import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { createFreightLife } from '@opentocc/testkit/freight';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { makePortsPast } from './demo-past.ts';
import { migrations } from './migrations/index.ts';
import { needsOf, openPorts } from './test-ports.ts';

const NOW_MS = Date.parse('2026-11-28T15:20:00+08:00');
const DAYS = { visits: 1.5, forecasts: 0.4 };
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
}, 60_000);
afterAll(() => database.stop());

test('days of the demo city leave waits and judged forecasts, once', async () => {
  const life = createFreightLife(buildNetwork(generateDemoCity()), 1);
  const ports = life.city.ports.map(({ code, lon, lat }) => ({
    code,
    lon,
    lat,
    name: { zh: code, en: code },
  }));
  const needs = { ...needsOf(), ports: () => ports };
  const { ports: service, store } = openPorts(database.db, { now: () => NOW_MS }, needs);
  const past = { now_ms: NOW_MS, signal: new AbortController().signal };
  const make = () => makePortsPast({ store, needs, lanes: service.lanes }, life, past, DAYS);
  await make();
  const visits = await store.listVisits(null, NOW_MS - 8 * DAY_MS, NOW_MS);
  const counted = visits.filter(({ excluded }) => excluded === null);
  expect(counted.length).toBeGreaterThan(300);
  expect(counted.filter(({ end }) => end === 'crossed').length / counted.length).toBeGreaterThan(0.9);
  const scores = await service.scores.summary(7);
  const sum = (of: (one: (typeof scores)[number]) => number) => scores.reduce((all, one) => all + of(one), 0);
  expect(sum(({ hours }) => hours)).toBeGreaterThan(15);
  expect(sum(({ within }) => within) / sum(({ trucks }) => trucks)).toBeGreaterThan(0.5);
  const before = (await store.listForecasts(NOW_MS - 8 * DAY_MS, NOW_MS)).length;
  await make();
  expect((await store.listForecasts(NOW_MS - 8 * DAY_MS, NOW_MS)).length).toBe(before);
}, 120_000);
