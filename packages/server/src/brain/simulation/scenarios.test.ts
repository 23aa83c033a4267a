import { ASSUMED_ROAD_FIGURES } from '@opentocc/core/demand';
import { textNetwork } from '@opentocc/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseStateOf, demandVersion, spread } from './base-state.ts';
import { checkQuestion } from './check-question.ts';
import type { Question, RunOutcome } from './model.ts';
import { packArea, unpackArea } from './packed-area.ts';
import { describe as describeArea, prepare } from './prepare.ts';
import type { PreparedArea } from './prepared-area.ts';
import { runScenario } from './run-scenario.ts';
import { optionsOf } from './scenario-options.ts';
import { summarise } from './summarise.ts';
import { statesAt } from './test-states.ts';
import { wayFinder } from './ways.ts';

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

const base = baseStateOf(network, statesAt(network, RATIO), QUESTION, 1);
let prepared: PreparedArea;
let outcomes: RunOutcome[];
const find = (key: string) => outcomes.filter((outcome) => outcome.key === key);
beforeAll(() => {
  prepared = prepare(network, base, QUESTION);
  outcomes = [1, 2].flatMap((seed) =>
    prepared.scenarios.map(({ key }) => runScenario(prepared, QUESTION, key, seed)),
  );
});

describe('an incident that takes two of three lanes', () => {
  it('makes a queue that grows while it lasts and is gone within the hour; none stands without it', () => {
    for (const {
      tails_m: [tail_m],
    } of find('none')) {
      // 2,700 veh/h come and 1,800 pass: the shock of Newell's triangle runs upstream over the 470 m before the place.
      expect(tail_m[4]).toBeGreaterThan(200);
      expect(tail_m[19]).toBeGreaterThan(900);
      expect(tail_m[59]).toBeLessThan(30);
    }
    for (const {
      tails_m: [tail_m],
    } of find('undisturbed'))
      expect(Math.max(...tail_m)).toBeLessThan(150);
  });

  it('costs time, of which a message to drivers gives some back', () => {
    const mean = (kind: string) =>
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
  it('take their lanes at one place without a gap between them, whichever is named first', () => {
    const [first] = QUESTION.incidents;
    const early = { ...first, minutes: 10 };
    const late = { ...early, from_min: 10 };
    const changes = (...incidents: (typeof first)[]) =>
      optionsOf(prepared.scenarios[0], 1, prepared, { ...QUESTION, incidents }).options.changes?.map(
        (change) =>
          change.kind === 'link' ? [change.link, change.at_s, Math.round(10 * change.lane_share)] : [],
      );
    const at = prepared.area.places.get(link('BC'))?.at;
    expect(changes(early, late)).toEqual([
      [at, 0, 3],
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
    const states = { ...statesAt(network, RATIO), speed_kmh: statesAt(network, RATIO).free_flow_kmh };
    const empty = prepare(network, baseStateOf(network, states, QUESTION, 1), QUESTION);
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
        demand_version: '',
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

  it('gives each figure its unit, its better direction and from when a difference counts', () => {
    const { kpis, scenarios } = say(outcomes);
    const value = (kind: string, id: string) =>
      scenarios.find((one) => one.kind === kind)?.kpis[kpis.findIndex((kpi) => kpi.id === id)];
    expect(kpis.find(({ id }) => id === 'mean_speed')).toMatchObject({ unit: 'km/h', better: 'more' });
    expect(value('none', 'vehicle_hours')?.difference).toBeNull();
    // Without the incident less time is lost, and drivers are faster: both are better.
    expect(value('undisturbed', 'vehicle_hours')?.difference?.mean).toBeLessThan(0);
    expect(value('undisturbed', 'mean_speed')?.difference?.mean).toBeGreaterThan(0);
    expect(value('undisturbed', 'longest_queue')?.value.mean).toBeLessThan(150);
  });

  it('follows the road of the incident: its travel time grows with the queue and is that of free flow without it', () => {
    const { routes, scenarios } = say(outcomes);
    const free_s = (3 * 1100 * 3.6) / 80;
    expect(routes[0]).toMatchObject({ name: '', road: { zh: '滨海大道' } });
    expect(routes[0].links).toEqual([link('AB'), link('BC'), link('CD')]);
    const at = (kind: string) => scenarios.find((one) => one.kind === kind)?.route_times_s[0];
    expect(at('undisturbed')?.mean[10]).toBeLessThan(1.5 * free_s);
    expect(at('none')?.mean[15]).toBeGreaterThan(2 * (at('undisturbed')?.mean[15] ?? 0));
    expect(at('none')?.low[15]).toBeLessThanOrEqual(at('none')?.mean[15] ?? 0);
  });

  it('names the road that loses most, and says of speeds how sure they are', () => {
    const [nothing] = say(outcomes).scenarios;
    expect(nothing.roads[0].road.zh).toBe('滨海大道');
    expect(nothing.roads[0].delay_h.mean).toBeGreaterThan(nothing.roads[1].delay_h.mean);
    const speeds = Buffer.from(nothing.speeds, 'base64');
    const halves = Buffer.from(nothing.speed_halves, 'base64');
    expect([speeds.length, halves.length]).toEqual([60 * base.link.length, 60 * base.link.length]);
    const before = 19 * base.link.length + base.link.indexOf(link('AB'));
    expect(speeds[before] - 1).toBeLessThan(40);
  });

  it('holds only seeds that every scenario has run', () => {
    const early = outcomes.filter(({ key, seed }) => seed === 1 || key === 'none');
    for (const { seeds, verdict } of say(early).scenarios.slice(1))
      expect([seeds, verdict]).toEqual([1, 'unknown']);
  });
});

describe('a question that cannot be answered is refused before anything runs', () => {
  const ask = (changes: object, ...more: object[]) => {
    const [incident] = QUESTION.incidents;
    const incidents = [{ ...incident, ...changes }, ...more.map((other) => ({ ...incident, ...other }))];
    return checkQuestion(network, { ...QUESTION, incidents }, wayFinder(network)).map(
      ({ error }) => error.code,
    );
  };

  it('accepts a closure that has a way round it', () => {
    expect(ask({ lanes_closed: 3 })).toEqual([]);
  });

  it.each([
    ['simulation.unknown_link', ask({ link: 999 })],
    ['simulation.too_many_lanes', ask({ lanes_closed: 4 })],
    ['simulation.before_base', ask({ from_min: -5 })],
    ['simulation.overlapping', ask({}, { from_min: 19 })],
    ['simulation.cut_off', ask({ lanes_closed: 3 }, { link: link('EF'), lanes_closed: 2 })],
  ])('%s', (code, asked) => {
    expect(asked[0]).toBe(code);
  });

  it('two incidents one after the other on one link do not overlap', () => {
    expect(ask({}, { from_min: 20 })).toEqual([]);
  });
});

describe('a study of a city that was calibrated', () => {
  const figures = {
    ...ASSUMED_ROAD_FIGURES,
    version: 'assumed+set-7',
    wave_mps: { ...ASSUMED_ROAD_FIGURES.wave_mps, expressway: 4 },
  };
  const calibrated = {
    figures: () => figures,
    flowsNow: (links: readonly number[]) => ({ version: 'demand-1', flow_vph: links.map(() => 600.4) }),
  };
  const own = baseStateOf(network, statesAt(network, RATIO), QUESTION, 1, calibrated);

  it('stores the demand and the figures that it runs from, and names their versions', () => {
    expect(own.demand).toEqual({ version: 'demand-1', flow_vph: own.link.map(() => 600) });
    expect(own.figures).toEqual(figures);
    const made = prepare(network, own, QUESTION);
    expect(describeArea(made)).toMatchObject({ figures_version: 'assumed+set-7' });
    expect(demandVersion(own)).toMatch(/^demand-1 [0-9a-f]{12}$/);
    // As it comes back from the database, members in another order.
    const { figures: f, demand: d, ...others } = own;
    expect(
      demandVersion({ demand: d && { flow_vph: d.flow_vph, version: d.version }, figures: f, ...others }),
    ).toBe(demandVersion(own));
    const again = prepare(network, JSON.parse(JSON.stringify(own)), QUESTION);
    expect(again.flow_vps).toEqual(made.flow_vps);
    expect(made.flow_vps[link('BC')]).toBeLessThan(0.9 * prepared.flow_vps[link('BC')]);
    const ab = made.area.parts.get(link('AB'))?.[0] ?? 0;
    const { section_wave_s, link_section, link_length_m } = made.area.network;
    expect(link_length_m[ab] / section_wave_s[link_section[ab]]).toBeCloseTo(4, 1);
  });

  it('takes flows from speeds where nobody knows how many drive, as older studies do', () => {
    const without = baseStateOf(network, statesAt(network, RATIO), QUESTION, 1, {
      ...calibrated,
      flowsNow: () => undefined,
    });
    expect(without.demand).toBeUndefined();
    expect(describeArea(prepared)).toMatchObject({ figures_version: ASSUMED_ROAD_FIGURES.version });
  });
});
