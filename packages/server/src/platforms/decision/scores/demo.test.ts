import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { expect, it } from 'vitest';
import type { DemoOfficer } from '../../../kit/demo.ts';
import { createLog } from '../../../kit/log.ts';
import { createScoresDemo, questionAt } from './demo.ts';

const network = buildNetwork(generateDemoCity());
const life = createCityLife(network, 1);
const START_MS = Date.parse('2026-11-02T00:00:00+08:00');
const minutes = Array.from({ length: 24 * 60 }, (_, i) => START_MS + i * MINUTE_MS);
const asked = minutes.flatMap((at_ms) => {
  const question = questionAt({ life, network }, at_ms);
  return question ? [{ at_ms, ...question }] : [];
});

it('the officer asks about what the script of the city says that happens, with the lanes and the time that it takes', () => {
  expect(asked.length).toBeGreaterThan(20);
  for (const { at_ms, link, lanes_closed, minutes: left } of asked) {
    const incident = life.incidentsAt(at_ms).find((one) => one.link === link)!;
    expect(incident.lanes_taken).toBe(lanes_closed);
    expect(lanes_closed).toBeLessThan(network.link_lanes[link]);
    expect(at_ms + left * MINUTE_MS).toBeLessThanOrEqual(incident.to_ms);
    expect(at_ms - incident.from_ms).toBeLessThanOrEqual(10 * MINUTE_MS);
  }
});

it('asks over HTTP, says that it is happening, signs out, and goes on after an answer that is none', async () => {
  const calls: string[] = [];
  const ending = new AbortController();
  const officer: DemoOfficer = {
    call: async <T>(method: string, path: string) => {
      calls.push(`${method} ${path}`);
      if (path.endsWith('confirmation')) throw new Error('busy');
      return { id: 7 } as T;
    },
    signOut: async () => {
      calls.push('out');
      ending.abort();
    },
  };
  const clock = { now: () => asked[0].at_ms };
  const traffic = { over: () => Promise.reject(new Error('nobody asks for it here')) };
  const city = { life, network, network_file: '', seed: 1, vehicles: 0, trips: 0, shift_ms: 0, traffic };
  const desk = { signIn: async () => officer, signal: ending.signal, clock };
  await createScoresDemo(createLog('silent')).duty?.(city, desk);
  expect(calls).toEqual(['POST /studies', 'POST /studies/7/confirmation', 'out']);
});
