import { describe, expect, it } from 'vitest';
import { dayOf } from '../clock-words.ts';
import { FIRST_REGIMES } from '../first/index.ts';
import type { Rule } from '../kinds/index.ts';
import type { PortState } from '../port-states.ts';
import type { Regime } from '../regime.ts';
import { EVERY_TRIP, type RuleScope } from '../scope.ts';
import { checkRegimes } from './index.ts';

const head = (key: string, scope: Partial<RuleScope> = {}) => ({
  ...{ key, name: { zh: key, en: key }, scope: { ...EVERY_TRIP, ...scope } },
  ...{ consequence: 'refuse' as const, assumed: false },
});
const trips = (
  key: string,
  modes: readonly ('direct' | 'relayed')[],
  scope: Partial<RuleScope> = {},
): Rule => ({
  ...head(key, scope),
  ...{ kind: 'trips', modes },
});
const regime = (from: string, to: string | null, more: Partial<Regime> = {}): Regime => ({
  ...{ code: `from-${from}`, version: 1, name: { zh: from, en: from }, stance: 'normal', streets: [] },
  ...{
    from_ms: dayOf(from),
    to_ms: to === null ? null : dayOf(to),
    rules: [trips('all', ['direct', 'relayed'])],
  },
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 60 },
  ...{ source: { zh: '', en: '' }, assumed: false },
  ...more,
});
const open = (from: string, to: string | null, more: Partial<PortState> = {}): PortState => ({
  ...{
    port: 'huanggang',
    directions: [],
    classes: [],
    from_ms: dayOf(from),
    to_ms: to === null ? null : dayOf(to),
  },
  ...{
    state: 'open',
    hours: [{ from_min: 0, to_min: 1440 }],
    reason: null,
    source: { zh: '', en: '' },
    assumed: false,
  },
  ...more,
});
const faults = (regimes: readonly Regime[], ports: readonly PortState[] = []) =>
  checkRegimes({ regimes, ports })
    .filter(({ level }) => level === 'error')
    .map(({ code, of, rules }) => [code, of, ...rules].join(' '));

describe('times', () => {
  it('regimes of the city that follow each other are in order', () => {
    expect(faults([regime('2026-01-01', '2026-02-01'), regime('2026-02-01', null)])).toEqual([]);
  });

  it('a gap, an overlap, an end before the begin and a version that stands twice are named', () => {
    expect(faults([regime('2026-01-01', '2026-02-01'), regime('2026-02-02', null)])).toEqual(['gap city']);
    expect(faults([regime('2026-01-01', '2026-02-02'), regime('2026-02-01', null)])).toEqual([
      'overlap from-2026-02-01',
    ]);
    expect(faults([regime('2026-01-01', '2026-01-01')])).toEqual(['ends_before from-2026-01-01']);
    const twice = regime('2026-02-01', null, { code: 'from-2026-01-01' });
    expect(faults([regime('2026-01-01', '2026-02-01'), twice])).toEqual(['version_twice from-2026-01-01']);
  });

  it('a gap is named with its times in both languages', () => {
    const [gap] = checkRegimes({
      regimes: [regime('2026-01-01', '2026-02-01'), regime('2026-02-02', null)],
      ports: [],
    });
    expect(gap.text.zh).toContain('2026-02-01 00:00 至 2026-02-02 00:00');
    expect(gap.text.en).toContain('from 2026-02-01 00:00 until 2026-02-02 00:00');
  });

  it('regimes of different streets may be in force at once, of one street they may not', () => {
    const of = (street: string, code: string) =>
      regime('2026-01-01', null, { code, streets: [street], rules: [trips('relay', ['relayed'])] });
    const city = regime('2026-01-01', null);
    expect(faults([city, of('440307001', 'a'), of('440307002', 'b')])).toEqual([]);
    expect(faults([city, of('440307001', 'a'), of('440307001', 'b')])).toEqual(['overlap b']);
  });
});

describe('rules', () => {
  it('contradict each other only where a trip is in the scope of both', () => {
    const both = (a: Partial<RuleScope>, b: Partial<RuleScope>) =>
      faults([
        regime('2026-01-01', null, {
          rules: [trips('a', ['direct'], a), trips('b', ['relayed'], b), trips('c', ['direct', 'relayed'])],
        }),
      ]);
    const contradiction = ['contradiction from-2026-01-01 a b'];
    expect(both({}, {})).toEqual(contradiction);
    expect(both({ cities: ['440100'] }, { other_than: ['440100'] })).toEqual([]);
    expect(both({ cities: ['440100'] }, { other_than: ['440200'] })).toEqual(contradiction);
    expect(both({ other_than: ['440100'] }, { other_than: ['440200'] })).toEqual(contradiction);
    expect(both({ classes: ['reefer'] }, { classes: ['hazmat'] })).toEqual([]);
    expect(both({ directions: ['in'] }, { directions: ['in'], classes: ['hazmat'] })).toEqual(contradiction);
    expect(both({ streets: ['440307001'] }, { cities: ['440300'] })).toEqual(contradiction);
    expect(both({ streets: ['440307001'] }, { cities: ['440100'] })).toEqual([]);
  });

  it('of a street contradict those of the city', () => {
    const city = regime('2026-01-01', null, { rules: [trips('city', ['direct'])] });
    const street = regime('2026-01-01', null, {
      ...{ code: 'street', streets: ['440307001'], rules: [trips('relay', ['relayed'])] },
    });
    expect(faults([city, street])).toEqual(['contradiction street city relay']);
    expect(
      faults([
        { ...city, to_ms: dayOf('2026-02-01') },
        { ...street, from_ms: dayOf('2026-02-01') },
      ]),
    ).toEqual([]);
  });

  it('leave no trip of which nothing says whether it may go', () => {
    const only = (...scopes: Partial<RuleScope>[]) =>
      faults([
        regime('2026-01-01', null, { rules: scopes.map((scope, i) => trips(`r${i}`, ['direct'], scope)) }),
      ]);
    expect(only({ cities: ['440300'] })).toEqual(['uncovered from-2026-01-01']);
    expect(only({ cities: ['440300'] }, { other_than: ['440300'] })).toEqual([]);
    expect(only({ directions: ['in'] }, { directions: ['out'], classes: ['container', 'lorry'] })).toEqual([
      'uncovered from-2026-01-01',
    ]);
    expect(only()).toEqual(['uncovered from-2026-01-01']);
  });

  it('that go by a declaration need one for each of their trips', () => {
    const route: Rule = { ...head('route'), kind: 'routes', routes: [], out_m: 50, in_m: 40 };
    const declared = (scope: Partial<RuleScope>): Rule => ({
      ...head('declared', scope),
      ...{ kind: 'declarations', before_min: 0, entries: null, tolerance_min: null },
    });
    const own = (...rules: Rule[]) =>
      faults([regime('2026-01-01', null, { rules: [trips('all', ['direct']), ...rules] })]);
    expect(own(route)).toEqual(['not_declared from-2026-01-01 route']);
    expect(own(route, declared({ classes: ['reefer'] }))).toEqual(['not_declared from-2026-01-01 route']);
    expect(own(route, declared({}))).toEqual([]);
  });

  it('that ask for relayed trips and no transfer point are worth a note, after the errors', () => {
    const found = checkRegimes({
      regimes: [regime('2026-01-01', null, { rules: [trips('a', ['relayed']), trips('a', ['relayed'])] })],
      ports: [],
    });
    expect(found.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'error key_twice',
      'note relayed_nowhere',
      'note relayed_nowhere',
    ]);
  });
});

describe('states of ports', () => {
  const own = (...states: PortState[]) => faults([], states);

  it('follow each other without a gap and without an overlap, by direction and class', () => {
    expect(own(open('2026-01-01', '2026-02-01'), open('2026-02-01', null))).toEqual([]);
    expect(own(open('2026-01-01', '2026-02-01'), open('2026-02-03', null))).toEqual(['gap huanggang']);
    expect(own(open('2026-01-01', '2026-02-02'), open('2026-02-01', null))).toEqual(['overlap huanggang']);
    expect(
      own(
        open('2026-01-01', null, { directions: ['in'] }),
        open('2026-02-01', null, { directions: ['out'] }),
      ),
    ).toEqual([]);
    expect(
      own(
        open('2026-01-01', '2026-02-01'),
        open('2026-02-01', null, { classes: ['coach'] }),
        open('2026-03-01', null, { classes: ['lorry', 'container', 'reefer', 'hazmat'] }),
      ),
    ).toEqual(['gap huanggang']);
  });

  it('may be closed over what is open, once', () => {
    const closed = open('2026-01-10', '2026-01-20', { state: 'closed', hours: [] });
    expect(own(open('2026-01-01', null), closed)).toEqual([]);
    expect(own(open('2026-01-01', null), closed, { ...closed, to_ms: dayOf('2026-01-15') })).toEqual([
      'overlap huanggang',
    ]);
  });

  it('have a length and hours', () => {
    expect(own(open('2026-01-02', '2026-01-01'))).toEqual(['ends_before huanggang']);
    expect(own(open('2026-01-01', null, { hours: [] }))).toEqual(['hours_none huanggang']);
  });

  it('let no rule name a port that is never open', () => {
    const rule: Rule = {
      ...head('port'),
      kind: 'ports',
      ports: ['huanggang', 'luohu'],
      as_declared: false,
      open: true,
    };
    const with_rule = regime('2026-01-01', null, { rules: [trips('all', ['direct']), rule] });
    expect(faults([with_rule], [open('2026-01-01', null)])).toEqual(['port_never_open from-2026-01-01 port']);
  });
});

it('everything that is wrong is said at once', () => {
  const { regimes, ports } = FIRST_REGIMES;
  const without = regimes.filter(({ code }) => code !== 'three-points');
  const codes = checkRegimes({ regimes: without, ports: [...ports, ports[0]] }).map(({ code }) => code);
  expect(codes).toEqual(['gap', 'overlap']);
});
