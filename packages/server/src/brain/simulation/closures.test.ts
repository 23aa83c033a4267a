import type { StudyAction } from '@opentocc/contract';
import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { baseStateOf } from './base-state.ts';
import type { Question } from './model.ts';
import { prepare } from './prepare.ts';
import { runScenario } from './run-scenario.ts';
import { statesAt } from './test-states.ts';

/** An arterial with a parallel street, three quarters of a kilometre long. */
const { network, link } = textNetwork(`
  A>>>>>>>>B>>>>>>>>C>>>>>>>>D
           v        ^
           E>>>>>>>>F

  AB arterial 60 lanes=3 name=深南大道
  BC arterial 60 lanes=3 name=深南大道
  CD arterial 60 lanes=3 name=深南大道
  BE arterial 60 lanes=3 name=科苑路
  EF arterial 60 lanes=3 name=白石路
  FC arterial 60 lanes=3 name=沙河西路
`);
const QUESTION: Question = {
  ...{ incidents: [], message_share: 0.3, seeds: 1, horizon_min: 60 },
  scenarios: [
    {
      name: '全封闭',
      actions: [{ kind: 'closure', links: [link('BC')], at: 0.5, from_min: 5, minutes: 20 }],
    },
  ],
};

describe('a full closure of an arterial', () => {
  it('is driven round by who sees it, and its queue has gone within the hour though no message is sent', () => {
    const prepared = prepare(network, baseStateOf(network, statesAt(network, 0.9), QUESTION, 1), QUESTION);
    const { tails_m, reroutes, waiting } = runScenario(prepared, QUESTION, 'plan-1', 1);
    expect(reroutes).toBeGreaterThan(100);
    expect(Math.max(...tails_m[0])).toBeGreaterThan(100);
    expect(tails_m[0][59]).toBeLessThan(30);
    expect(waiting).toBeLessThan(20);
  });
});

describe('added trips that no way leads for', () => {
  const apart = textNetwork(`
    A>>>>>>>>B>>>>>>>>C>>>>>>>>D

    AB arterial 60 lanes=3 name=深南大道
    BC arterial 60 lanes=3 name=深南大道
    CD arterial 60 lanes=3 name=深南大道
  `);
  const trips: StudyAction = {
    ...{ kind: 'demand', link: apart.link('CD'), radius_m: 50, end: 'origin', factor: 1 },
    ...{ added_vph: 600, other_link: apart.link('AB'), from_min: 0, minutes: 30 },
  };
  const asked: Question = { ...QUESTION, scenarios: [{ name: '散场', actions: [trips] }] };

  it('are refused in words that say what to change', () => {
    const base = baseStateOf(apart.network, statesAt(apart.network, 0.9), asked, 1);
    const prepared = prepare(apart.network, base, asked);
    const run = () => runScenario(prepared, asked, 'plan-1', 1);
    expect(run).toThrow(expect.objectContaining({ code: 'simulation.no_way_inside' }));
  });
});
