import type { StudyAction } from '@opentocc/contract';
import { textNetwork } from '@opentocc/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseStateOf } from '../base-state.ts';
import type { Question, RunOutcome } from '../model.ts';
import { prepare } from '../prepare.ts';
import type { PreparedArea } from '../prepared-area.ts';
import { runScenario } from '../run-scenario.ts';
import { statesAt } from '../test-states.ts';

/** A main road of three lanes through a signal, with a way round its middle. */
const { network, link } = textNetwork(`
        G
        |
  A>>>>>B>>>>>>>>>>C>>>>>>>>>>D
        |          |
        E----------F

  AB arterial 60 lanes=3 name=滨海大道
  BC arterial 60 lanes=3 name=滨海大道
  CD arterial 60 lanes=3 name=滨海大道
  BE arterial 60 lanes=2 name=科苑路
  BG arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  FC arterial 60 lanes=2 name=沙河西路
  signals B
`);
const BC = link('BC');
const span = { from_min: 5, minutes: 30 };
const ACTIONS = {
  closure: { kind: 'closure', links: [BC], at: 0.5, ...span },
  lane_loss: { kind: 'lane_loss', links: [BC], at: 0.5, lanes: 2, ...span },
  speed_limit: { kind: 'speed_limit', links: [BC], speed_kmh: 20, ...span },
  held_back: signal(0.3),
  favoured: signal(2),
  concert: demand({ end: 'origin', link: link('CD'), added_vph: 1200 }),
  holiday: demand({ link: null, factor: 0.5 }),
  stop_of_work: demand({ link: null, factor: 1.5 }),
  between: demand({ end: 'origin', link: link('AB'), other_link: link('CD'), radius_m: 50, added_vph: 600 }),
  gate: { kind: 'gate', link: BC, at: 0.5, flow_vph: 300, ...span },
} satisfies Record<string, StudyAction>;
const message: StudyAction = { kind: 'message', avoid: [BC], signs: null, share: 0.8, ...span };
const sign: StudyAction = { ...message, signs: [link('AB')] };

function signal(green_share: number): StudyAction {
  return {
    ...{ kind: 'signal_plan', link: link('AB'), side: 'end', green_share, shift_s: 0, cycle_s: null },
    ...span,
  };
}

function demand(change: object): StudyAction {
  const plain = {
    link: null,
    radius_m: 200,
    end: 'both',
    factor: 1,
    added_vph: 0,
    other_link: null,
  } as const;
  return { kind: 'demand', ...plain, ...change, ...span };
}

const plans = [
  ...Object.entries(ACTIONS).map(([name, action]) => ({ name, actions: [action] })),
  { name: 'diverted', actions: [ACTIONS.lane_loss, message] },
  { name: 'signed', actions: [ACTIONS.lane_loss, sign] },
  { name: 'nothing', actions: [] },
];
const QUESTION: Question = { incidents: [], message_share: 0.3, seeds: 1, horizon_min: 40, scenarios: plans };

let prepared: PreparedArea;
const outcomes = new Map<string, RunOutcome>();
beforeAll(() => {
  prepared = prepare(network, baseStateOf(network, statesAt(network, 0.8), QUESTION, 1), QUESTION);
  for (const { key, name } of prepared.scenarios) outcomes.set(name, runScenario(prepared, QUESTION, key, 1));
});

const of = (name: string): RunOutcome => {
  const found = outcomes.get(name);
  if (!found) throw new Error(name);
  return found;
};
/** Vehicles over a link of the city between two minutes. */
function driven(name: string, on: number, from_min: number, to_min: number): number {
  const at = prepared.area.links.indexOf(on);
  let whole_m = 0;
  for (let minute = from_min; minute < to_min; minute++)
    whole_m += of(name).driven_m[minute * prepared.area.links.length + at];
  return whole_m / network.link_length_m[on];
}
function speed_kmh(name: string, on: number, minute: number): number {
  const at = minute * prepared.area.links.length + prepared.area.links.indexOf(on);
  return (of(name).driven_m[at] / of(name).spent_s[at]) * 3.6;
}

describe('what a scenario does to the roads', () => {
  it('nothing at all gives the base, to the byte', () => {
    expect({ ...of('nothing'), key: 'none' }).toEqual(of(''));
  });

  it('a closure lets nobody pass while it lasts', () => {
    expect(driven('closure', BC, 20, 30)).toBeLessThan(0.15 * driven('', BC, 20, 30));
    expect(Math.max(...of('closure').tails_m[0])).toBeGreaterThan(300);
  });

  it('taken lanes pass what the open ones can', () => {
    const passed = driven('lane_loss', BC, 10, 30) * 3;
    expect(passed).toBeLessThan(1750);
    expect(passed).toBeGreaterThan(0.7 * Math.min(1700, 3 * driven('', BC, 10, 30)));
  });

  it('a speed limit is driven, and the old one again afterwards', () => {
    expect(speed_kmh('speed_limit', BC, 20)).toBeLessThan(20.5);
    expect(speed_kmh('speed_limit', BC, 39)).toBeGreaterThan(30);
  });

  it('less green holds back who comes, more green does not', () => {
    const AB = link('AB');
    expect(driven('held_back', AB, 10, 35)).toBeLessThan(0.8 * driven('', AB, 10, 35));
    expect(driven('favoured', AB, 10, 35)).toBeGreaterThan(0.97 * driven('', AB, 10, 35));
  });

  it('a gate lets no more than its flow pass', () => {
    expect(driven('gate', BC, 15, 35) * 3).toBeLessThan(900);
    expect(driven('gate', link('CD'), 15, 35)).toBeLessThan(driven('', link('CD'), 15, 35));
    expect(Math.max(...of('gate').tails_m[0])).toBeGreaterThan(200);
  });

  it('demand grows and falls where and when it is said to', () => {
    const all = (name: string) => of(name).arrived + of(name).waiting;
    expect(all('holiday')).toBeLessThan(0.8 * all(''));
    expect(all('stop_of_work')).toBeGreaterThan(1.15 * all(''));
    // Half an hour of 1,200 veh/h from the last link of the road.
    expect(all('concert') - all('')).toBeGreaterThan(480);
    expect(all('concert') - all('')).toBeLessThan(720);
    expect(driven('between', BC, 5, 40)).toBeGreaterThan(driven('', BC, 5, 40));
  });

  it('a message and a sign let drivers choose another way', () => {
    expect(of('diverted').reroutes).toBeGreaterThan(20);
    expect(of('signed').reroutes).toBeGreaterThan(5);
    expect(of('lane_loss').reroutes).toBeLessThan(of('diverted').reroutes / 2);
  });
});
