import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, networkFor } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { expect, it } from 'vitest';
import { createCityLife, rainEffect } from '../city-life/index.ts';
import { roadConditions } from './road-conditions.ts';
import { worldDayStart } from './traffic-field.ts';
import { layOutWorld } from './world-city.ts';

const SEED = 1;
const network = buildNetwork(generateDemoCity());
const life = createCityLife(network, SEED);
const { roads } = layOutWorld({ network, seed: SEED, trips: 2000, life });

/** Conditions of the world's day that holds an instant. */
const conditionsAt = (at_ms: number) =>
  roadConditions({
    network: networkFor(network, 'car'),
    sim: roads.sim,
    life,
    start_ms: worldDayStart(at_ms),
  });

it('rain slows every link down and takes capacity from it, by as much as the city has it rain', () => {
  const day_ms = Date.parse('2026-11-23T00:00:00+08:00');
  const evenings = Array.from({ length: 7 }, (_, d) => day_ms + d * DAY_MS + 18.5 * HOUR_MS);
  const rainy_ms = evenings.find((at_ms) => rainEffect(life.rainAt_mm_h(at_ms)).speed < 0.96);
  if (rainy_ms === undefined) throw new Error('no evening of the week is rainy');
  const effect = rainEffect(life.rainAt_mm_h(rainy_ms));
  const from_s = (Math.floor(rainy_ms / HOUR_MS) * HOUR_MS - worldDayStart(rainy_ms)) / 1000;
  const then = conditionsAt(rainy_ms).filter(({ at_s }) => at_s === from_s);
  expect(then.length).toBeGreaterThanOrEqual(roads.sim.link_count);
  for (const { link, speed_mps, exit_share } of then.filter(({ lane_share }) => lane_share === 1)) {
    expect(speed_mps / roads.sim.link_speed_mps[link]).toBeCloseTo(effect.speed, 6);
    expect(exit_share).toBeCloseTo(1 / effect.load, 6);
  }
});

it('an incident takes its lanes while it lasts, and gives them back', () => {
  const at_ms = Date.parse('2026-11-25T08:30:00+08:00');
  const [incident] = life.incidentsAt(at_ms);
  const start_ms = worldDayStart(at_ms);
  const on = conditionsAt(at_ms).filter(({ link }) => link === incident.link);
  const after = (instant_ms: number) =>
    on
      .filter(({ at_s }) => at_s <= (instant_ms - start_ms) / 1000)
      .sort((a, b) => a.at_s - b.at_s)
      .at(-1);
  const left = 1 - incident.lanes_taken / network.link_lanes[incident.link];
  expect(after(incident.from_ms)?.lane_share).toBeCloseTo(Math.max(0.12, left), 6);
  expect(after(incident.from_ms)?.lane_share).toBeLessThan(0.7);
  expect(after(incident.to_ms)?.lane_share).toBe(1);
});
