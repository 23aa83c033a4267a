import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseStateOf, spread } from './base-state.ts';
import { checkQuestion } from './check-question.ts';
import type { Question, RunOutcome, ScenarioKind } from './model.ts';
import { packArea, unpackArea } from './packed-area.ts';
import { describe as describeArea, type PreparedArea, prepare } from './prepare.ts';
import { runScenario } from './run-scenario.ts';
import { optionsOf } from './scenario-options.ts';
import { summarise } from './summarise.ts';

/** A main road of three lanes with a way round its middle. */
const { network, link } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D
             |          |
             E----------F

  AB expressway 80 lanes=3 name=滨海大道
  BC expressway 80 lanes=3 name=滨海大道
  CD expressway 80 lanes=3 name=滨海大道
  BE arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  FC arterial 60 lanes=2 name=沙河西路
`);
/** Share of the free speed that is driven: half of the capacity is used on every link. */
const RATIO = 0.8;

const QUESTION: Question = {
  incidents: [{ link: link('BC'), at: 0.5, lanes_closed: 2, from_min: 0, minutes: 20 }],
  message_share: 0.4,
  seeds: 2,
};

function statesNow(): LinkStates {
  const count = network.link_count;
  const free_flow_kmh = Float32Array.from(network.link_limit_kmh);
  return {
    ...{ sequence: 1, network_version: '', window_start_ms: 0, window_end_ms: 300_000 },
    ...{ free_flow_kmh, speed_kmh: free_flow_kmh.map((free) => RATIO * free) },
    ...{ samples: new Uint16Array(count), vehicles: new Uint16Array(count), state: new Uint8Array(count) },
    half_width_kmh: new Float32Array(count),
  };
}

const base = baseStateOf(network, statesNow(), [link('BC')], 1);
let prepared: PreparedArea;
let outcomes: RunOutcome[];
const find = (kind: ScenarioKind) => outcomes.filter((outcome) => outcome.kind === kind);
beforeAll(() => {
  prepared = prepare(network, base, QUESTION);
  outcomes = [1, 2].flatMap((seed) =>
    describeArea(prepared).kinds.map((kind) => runScenario(prepared, QUESTION, kind, seed)),
  );
});

describe('an incident that takes two of three lanes', () => {
  it('makes a queue that grows while it lasts and is gone within the hour; none stands without it', () => {
    for (const { tail_m } of find('none')) {
      // 2,700 veh/h come and 1,800 pass: the shock of Newell's triangle runs upstream over the 470 m before the place.
      expect(tail_m[4]).toBeGreaterThan(200);
      expect(tail_m[19]).toBeGreaterThan(900);
      expect(tail_m[59]).toBeLessThan(30);
    }
    for (const { tail_m } of find('undisturbed')) expect(Math.max(...tail_m)).toBeLessThan(150);
  });

  it('costs time, of which a message to drivers gives some back', () => {
    const mean = (kind: ScenarioKind) =>
      find(kind).reduce((sum, { vehicle_h }) => sum + vehicle_h, 0) / find(kind).length;
    expect(mean('none')).toBeGreaterThan(1.2 * mean('undisturbed'));
    expect(mean('diversion')).toBeLessThan(mean('none'));
    for (const { reroutes } of find('diversion')) expect(reroutes).toBeGreaterThan(20);
  });

  it('has the same outcome for the same question, from the state as it is stored', () => {
    const stored = JSON.parse(JSON.stringify(base)) as typeof base;
    const again = runScenario(prepare(network, stored, QUESTION), QUESTION, 'diversion', 2);
    expect(again).toEqual(find('diversion')[1]);
  });
});

describe('two incidents one after the other on a link', () => {
  it('take their lanes at one place, in the order of time, whichever is named first', () => {
    const [first] = QUESTION.incidents;
    const early = { ...first, minutes: 10 };
    const late = { ...early, from_min: 10 };
    const changes = (...incidents: (typeof first)[]) =>
      optionsOf('none', 1, prepared.area, { ...QUESTION, incidents }).changes?.map((change) =>
        change.kind === 'link' ? [change.link, change.at_s, Math.round(10 * change.lane_share)] : [],
      );
    const { at } = prepared.area.place;
    expect(changes(early, late)).toEqual([
      [at, 0, 3],
      [at, 600, 10],
      [at, 600, 3],
      [at, 1200, 10],
    ]);
    expect(changes(late, early)).toEqual(changes(early, late));
  });
});

it('an area that another thread prepared gives the same run, to the byte', () => {
  const moved = runScenario(unpackArea(packArea(prepared)), QUESTION, 'none', 1);
  expect(moved).toEqual(find('none')[0]);
});

describe('a place where all drive freely', () => {
  it('has the least load and figures all the same: none is not a number', () => {
    const states = { ...statesNow(), speed_kmh: statesNow().free_flow_kmh };
    const empty = prepare(network, baseStateOf(network, states, [link('BC')], 1), QUESTION);
    const { calibration, fit } = describeArea(empty);
    expect(calibration.share_of_flow).toBe(1);
    expect(Object.values(calibration).every(Number.isFinite)).toBe(true);
    expect(Object.values(fit).every(Number.isFinite)).toBe(true);
  });
});

describe('what the runs say', () => {
  const free_flow_kmh = spread(network, base).free_flow_kmh;
  const say = (known: readonly RunOutcome[]) =>
    summarise({
      ...{
        network,
        base_ms: base.base_ms,
        preparation: describeArea(prepared),
        outcomes: known,
        free_flow_kmh,
      },
      stateOf: (speed_kmh, free_kmh) => (speed_kmh < free_kmh / 2 ? 5 : 1),
    });

  it('is equal in whatever order they came', () => {
    expect(say([...outcomes].reverse())).toEqual(say(outcomes));
  });

  it('ranks measures by what they save, between doing nothing and no incident', () => {
    const { scenarios } = say(outcomes);
    expect(scenarios[0].kind).toBe('none');
    expect(scenarios.at(-1)?.kind).toBe('undisturbed');
    const [first, second] = scenarios.slice(1, 3).map((one) => one.saved_vehicle_hours?.mean ?? Number.NaN);
    expect(first).toBeGreaterThanOrEqual(second);
  });

  it('names the junction that the queue reaches and when it clears', () => {
    const [nothing] = say(outcomes).scenarios;
    expect(nothing.reached[0].name).toBe('滨海大道 / 科苑路');
    expect(nothing.reached[0].minute.mean).toBeLessThan(20);
    expect(nothing.clears_min?.mean).toBeGreaterThan(20);
    expect(nothing.clears_in).toBe(2);
  });

  it('holds only seeds that every scenario has run', () => {
    const early = outcomes.filter(({ kind, seed }) => seed === 1 || kind === 'none');
    for (const { seeds, verdict } of say(early).scenarios.slice(1))
      expect([seeds, verdict]).toEqual([1, 'unknown']);
  });
});

describe('a question that cannot be answered is refused before anything runs', () => {
  const ask = (changes: object, ...more: object[]) => {
    const [incident] = QUESTION.incidents;
    const incidents = [{ ...incident, ...changes }, ...more.map((other) => ({ ...incident, ...other }))];
    return () => checkQuestion(network, { ...QUESTION, incidents });
  };

  it('accepts a closure that has a way round it', () => {
    expect(ask({ lanes_closed: 3 })).not.toThrow();
  });

  it.each([
    ['simulation.unknown_link', ask({ link: 999 })],
    ['simulation.too_many_lanes', ask({ lanes_closed: 4 })],
    ['simulation.before_base', ask({ from_min: -5 })],
    ['simulation.overlapping', ask({}, { from_min: 19 })],
    ['simulation.cut_off', ask({ lanes_closed: 3 }, { link: link('EF'), lanes_closed: 2 })],
  ])('%s', (code, asked) => {
    expect(asked).toThrow(expect.objectContaining({ code }));
  });

  it('two incidents one after the other on one link do not overlap', () => {
    expect(ask({}, { from_min: 20 })).not.toThrow();
  });
});
