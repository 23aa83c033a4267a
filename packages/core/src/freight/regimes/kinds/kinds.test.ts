import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_TRIP } from '../scope.ts';
import { at, tripAt } from '../test-trips.ts';
import { breachesOf, contradictionOf, faultsOf, RULE_KINDS, type Rule } from './index.ts';

const head: Pick<Rule, 'key' | 'name' | 'scope' | 'consequence' | 'assumed'> = {
  ...{ key: 'r', name: { zh: '规则', en: 'Rule' }, scope: EVERY_TRIP },
  consequence: 'alarm',
  assumed: false,
};
const world = { ports: [] };
const codes = (rule: Rule, trip = tripAt('2026-03-02 09:00')) =>
  breachesOf(rule, trip, world).map(({ code }) => code);
const span = (from: number, to: number) => ({ from_min: from * 60, to_min: to * 60 });

it('every kind has a file, a notice in both languages and a line in the documentation', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !/test|index|rule-kind/.test(name));
  expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual(Object.keys(RULE_KINDS).sort());
  const page = readFileSync(join(import.meta.dirname, '../../../../../../docs/regimes.md'), 'utf8');
  for (const [kind, { name, notice }] of Object.entries(RULE_KINDS)) {
    expect(notice.zh.length).toBeGreaterThan(10);
    expect(notice.en.length).toBeGreaterThan(20);
    expect(page).toContain(`| \`${kind}\` | ${name.zh} |`);
  }
});

describe('trips', () => {
  const rule = (...modes: ('direct' | 'relayed')[]): Rule => ({ ...head, kind: 'trips', modes });

  it('go by their mode, and none where no mode is listed', () => {
    expect(codes(rule('direct'))).toEqual([]);
    expect(codes(rule('relayed'))).toEqual(['mode']);
    expect(codes(rule())).toEqual(['none_may_go']);
  });

  it('cannot be direct alone and relayed alone, nor allowed and forbidden', () => {
    expect(contradictionOf(rule('direct'), rule('relayed'))?.code).toBe('modes_apart');
    expect(contradictionOf(rule(), rule('direct'))?.code).toBe('modes_apart');
    expect(contradictionOf(rule('direct', 'relayed'), rule('relayed'))).toBeNull();
    expect(faultsOf(rule('direct', 'direct'))).toHaveLength(1);
  });
});

describe('ports', () => {
  const rule = (...ports: string[]): Rule => ({
    ...head,
    ...{ kind: 'ports', ports, as_declared: false, open: false },
  });

  it('are those listed; a crossing that was made counts instead of the planned one', () => {
    expect(codes(rule('huanggang'))).toEqual([]);
    expect(codes(rule('liantang'))).toEqual(['port_not_listed', 'port_not_listed']);
    const driven = {
      crossings: [{ port: 'liantang', direction: 'in', at_ms: at('2026-03-02 09:10') }],
    } as const;
    expect(codes(rule('liantang'), tripAt('2026-03-02 09:00', { driven }))).toEqual(['port_not_listed']);
  });

  it('of two rules must have one in common', () => {
    expect(contradictionOf(rule('liantang'), rule('huanggang'))?.text.en).toContain('no port is left');
    expect(contradictionOf(rule('liantang', 'huanggang'), rule('huanggang'))).toBeNull();
    expect(contradictionOf(rule(), rule('huanggang'))).toBeNull();
    expect(faultsOf(rule('liantang', 'liantang'))).toHaveLength(1);
  });
});

describe('hours', () => {
  const rule = (...hours: ReturnType<typeof span>[]): Rule => ({ ...head, kind: 'hours', hours });
  const crossing = (time: string) =>
    tripAt(`2026-03-02 ${time}`, {
      declared: { crossings: [{ port: 'huanggang', direction: 'in', at_ms: at(`2026-03-02 ${time}`) }] },
    });

  it('hold from their first minute up to their last, over midnight too', () => {
    const day = (time: string) => codes(rule(span(7, 22)), crossing(time));
    expect(['06:59', '07:00', '21:59', '22:00'].map((time) => day(time).length)).toEqual([1, 0, 0, 1]);
    const night = (time: string) => codes(rule(span(22, 6)), crossing(time));
    expect(['21:59', '22:00', '23:59', '00:00', '05:59', '06:00'].map((t) => night(t).length)).toEqual([
      1, 0, 0, 0, 0, 1,
    ]);
  });

  it('of two rules must meet', () => {
    expect(contradictionOf(rule(span(7, 12)), rule(span(12, 18)))?.code).toBe('hours_apart');
    expect(contradictionOf(rule(span(22, 6)), rule(span(5, 7)))).toBeNull();
    expect(contradictionOf(rule(span(0, 24)), rule(span(22, 6)))).toBeNull();
  });

  it('are refused when there are none, without length or over each other', () => {
    const own = (...hours: ReturnType<typeof span>[]) => faultsOf(rule(...hours)).map(({ code }) => code);
    expect(own()).toEqual(['hours_none']);
    expect(own(span(7, 7))).toEqual(['hours_empty']);
    expect(own(span(7, 12), span(11, 13))).toEqual(['hours_overlap']);
    expect(own(span(7, 12), span(12, 13))).toEqual([]);
  });
});

describe('points', () => {
  const rule = (booked: boolean, ...list: string[]): Rule => ({
    ...head,
    ...{ kind: 'points', point: 'site', codes: list, booked },
  });

  it('must be declared, be on the list, and be booked for that time', () => {
    expect(codes(rule(false))).toEqual([]);
    expect(codes(rule(false), tripAt('2026-03-02 09:00', { declared: { stops: [] } }))).toEqual([
      'point_none',
    ]);
    expect(codes(rule(false, 'S2'))).toEqual(['point_unlisted']);
    expect(codes(rule(true))).toEqual(['point_unbooked']);
    const booking = { code: 'S1', from_ms: at('2026-03-02 10:30'), to_ms: at('2026-03-02 11:30') };
    expect(codes(rule(true), tripAt('2026-03-02 09:00', { declared: { bookings: [booking] } }))).toEqual([]);
  });

  it('are missed only once the trip is over', () => {
    expect(codes(rule(false), tripAt('2026-03-02 09:00', { driven: { over: true } }))).toEqual([
      'point_missed',
    ]);
    const stays = [{ kind: 'site', code: 'S1', from_ms: 0, to_ms: 1 }] as const;
    expect(codes(rule(false), tripAt('2026-03-02 09:00', { driven: { over: true, stays } }))).toEqual([]);
  });

  it('of one kind must have one in common', () => {
    expect(contradictionOf(rule(false, 'A'), rule(true, 'B'))?.code).toBe('points_apart');
    expect(contradictionOf(rule(false, 'A', 'B'), rule(true, 'B'))).toBeNull();
  });
});

describe('routes', () => {
  const rule = (...routes: string[]): Rule => ({ ...head, kind: 'routes', routes, out_m: 50, in_m: 40 });

  it('must be named and be on the list', () => {
    expect(codes(rule('R1'))).toEqual([]);
    expect(codes(rule('R2'))).toEqual(['route_unlisted']);
    expect(codes(rule(), tripAt('2026-03-02 09:00', { declared: { route: null } }))).toEqual(['route_none']);
  });

  it('need an inner distance below the outer, and one in common', () => {
    expect(faultsOf({ ...rule(), in_m: 50 } as Rule).map(({ code }) => code)).toEqual(['hysteresis']);
    expect(contradictionOf(rule('R1'), rule('R2'))?.code).toBe('routes_apart');
  });
});

describe('stays', () => {
  const stages = [{ after_min: 15, means: 'sms' }] as const;
  const rule = (at: readonly ('site' | 'lodging' | 'service')[], more: object = {}): Rule =>
    ({ ...head, kind: 'stays', at, declared_only: true, stages, ...more }) as Rule;

  it('need a place, and stages that are later and stronger than those before', () => {
    const own = (of: Rule) => faultsOf(of).map(({ code }) => code);
    expect(own(rule([]))).toEqual(['stays_nowhere']);
    expect(own(rule(['site'], { stages: [] }))).toEqual(['stages_none']);
    expect(own(rule(['site'], { stages: [...stages, { after_min: 15, means: 'call' }] }))).toEqual([
      'stages_order',
    ]);
    expect(own(rule(['site'], { stages: [...stages, { after_min: 30, means: 'sms' }] }))).toEqual([
      'stages_milder',
    ]);
  });

  it('of two rules need a kind of place in common', () => {
    expect(contradictionOf(rule(['site']), rule(['lodging']))?.text.en).toContain('nowhere is left');
    expect(contradictionOf(rule(['site', 'lodging']), rule(['lodging']))).toBeNull();
  });
});

describe('declarations', () => {
  const rule = (more: object = {}): Rule =>
    ({ ...head, kind: 'declarations', before_min: 60, entries: 1, tolerance_min: 30, ...more }) as Rule;

  it('come in time before the crossing', () => {
    const declared = (time: string) =>
      tripAt('2026-03-02 09:00', { declared: { at_ms: at(`2026-03-02 ${time}`) } });
    expect(codes(rule(), declared('08:00'))).toEqual([]);
    expect(codes(rule(), declared('08:01'))).toEqual(['declared_late']);
    expect(codes(rule(), tripAt('2026-03-02 09:00', { declared: { at_ms: null } }))).toEqual(['undeclared']);
  });

  it('of no entry and of negative minutes are refused', () => {
    expect(faultsOf(rule({ entries: 0 }))).toHaveLength(1);
    expect(faultsOf(rule({ before_min: -1 }))).toHaveLength(1);
    expect(faultsOf(rule())).toEqual([]);
  });
});

describe('returns', () => {
  const rule = (within: object, overnight: string | null = null): Rule =>
    ({ ...head, kind: 'returns', within, overnight }) as Rule;

  it('count hours from the crossing', () => {
    expect(codes(rule({ kind: 'hours', hours: 7 }))).toEqual([]);
    expect(codes(rule({ kind: 'hours', hours: 6 }))).toEqual(['returned_late']);
    expect(faultsOf(rule({ kind: 'hours', hours: 0 }))).toHaveLength(1);
  });

  it('do not both permit and forbid a night', () => {
    const same = { kind: 'same_day' };
    expect(contradictionOf(rule(same, 'lodging'), rule(same))?.code).toBe('overnight_or_not');
    expect(contradictionOf(rule(same, 'lodging'), rule({ kind: 'hours', hours: 9 }, 'lodging'))).toBeNull();
  });
});

describe('documents', () => {
  const rule: Rule = { ...head, kind: 'documents', documents: ['permit'] };

  it('must not have expired by the instant of the crossing', () => {
    const until = (time: string) =>
      tripAt('2026-03-02 09:00', {
        declared: { documents: [{ kind: 'permit', valid_to_ms: at(`2026-03-02 ${time}`) }] },
      });
    expect(codes(rule, until('09:01'))).toEqual([]);
    expect(codes(rule, until('09:00'))).toEqual(['document_expired']);
    expect(faultsOf({ ...rule, documents: [] } as Rule)).toHaveLength(1);
  });
});
