import type { CityLife } from '@opentocc/testkit/city-life';
import { expect, it } from 'vitest';
import type { DemoCity } from '../../../kit/demo.ts';
import { createLog } from '../../../kit/log.ts';
import { createPlansDemo, listed } from './demo.ts';
import { PLAN_TEMPLATES } from './templates/index.ts';

/** Answers as the platform does, of which it holds plans and nothing else. */
function deskOf(rain_mm_h: number) {
  const calls: string[] = [];
  const ending = new AbortController();
  const plans: object[] = [];
  const answers: Record<string, (body?: { document: { kind: string } }) => unknown> = {
    'GET /plans': () => [...plans],
    'GET /plan-templates': () => PLAN_TEMPLATES,
    'GET /plan-runs': () => [],
    'GET /plan-tasks': () => [
      { id: 5, rev: 1, state: 'sent', unit: 'city', sent_ms: 0 },
      { id: 6, rev: 1, state: 'sent', unit: 'traffic-police', sent_ms: 0 },
    ],
    'POST /plans': (body) => {
      const id = plans.length + 1;
      plans.push({ id, kind: body?.document.kind, version: 1, running: 0 });
      return { id, rev: 0 };
    },
  };
  const officer = {
    call: async <T>(method: string, path: string, body?: object) => {
      calls.push(`${method} ${path}`);
      return answers[`${method} ${path}`]?.(body as { document: { kind: string } }) as T;
    },
    signOut: async () => ending.abort(),
  };
  const life = { rainAt_mm_h: () => rain_mm_h } as unknown as CityLife;
  const city = { life, shift_ms: 0 } as DemoCity;
  const desk = { signIn: async () => officer, signal: ending.signal, clock: { now: () => 1e9 } };
  return { calls, run: () => createPlansDemo(createLog('silent')).duty?.(city, desk) };
}

it('the officer publishes every plan, drills one, and answers for the centre alone', async () => {
  const { calls, run } = deskOf(0);
  await run();
  expect(calls.filter((call) => call.endsWith('/publication'))).toHaveLength(PLAN_TEMPLATES.length);
  expect(calls.filter((call) => call.endsWith('/runs'))).toEqual(['POST /plans/5/runs']);
  expect(calls.filter((call) => call.includes('/acceptance'))).toEqual(['POST /plan-tasks/5/acceptance']);
});

it('asks for the plan for rain when it rains hard', async () => {
  const { calls, run } = deskOf(12);
  await run();
  expect(calls).toContain('POST /plans/2/runs');
});

it('lists as many routes as the source states, each once', () => {
  const rain = PLAN_TEMPLATES.find(({ key }) => key === 'rain')!;
  const [orange, red] = listed(rain.document).routes.map(({ routes }) => routes);
  expect([orange.length, red.length]).toEqual([370, 27]);
  expect(new Set([...orange, ...red]).size).toBe(397);
});
