import { describe, expect, it } from 'vitest';
import { SITUATION_KINDS, WARNING_KINDS } from '../kinds.ts';
import { PLAN_TEMPLATES } from '../templates/index.ts';
import { ACTORS, lead, phaseWith, planWith, taskFor, UNITS } from '../test-plans.ts';
import { Roll } from '../units.ts';
import { type CheckWorld, checkPlan } from './index.ts';

const tag = (unit: string, name: string) => ({ unit, tag: name, assumed: true });
const TAGS = [
  tag('traffic-police', 'police'),
  tag('traffic-police', 'bus'),
  tag('traffic-police', 'metro'),
  tag('traffic-police', 'weather'),
];
const keys = (all: readonly { key: string }[]) => new Set(all.map(({ key }) => key));
const world: CheckWorld = {
  roll: new Roll(UNITS, TAGS, ACTORS),
  roles: new Set(['duty-officer', 'department-user']),
  measures: new Set(['index/city/city']),
  warnings: keys(WARNING_KINDS),
  situations: keys(SITUATION_KINDS),
};
const codes = (...args: Parameters<typeof planWith>) =>
  checkPlan(planWith(...args), world).map(({ code, phase, part }) => [code, phase, part]);
const END = lead(null, { kind: 'tasks_done' });

describe('the check of a plan', () => {
  it('finds nothing wrong with one that can be run to its end', () => {
    expect(codes([phaseWith('a', [taskFor('close', 'police')], [END])])).toEqual([]);
  });

  it('finds a phase that is never reached', () => {
    expect(codes([phaseWith('a', [], [END]), phaseWith('b', [], [END])])).toEqual([
      ['unreachable', 'b', null],
    ]);
  });

  it('finds a loop that nothing leads out of', () => {
    const there = phaseWith('a', [], [lead('b', { kind: 'hold', min: 5 })]);
    const back = phaseWith('b', [], [lead('a', { kind: 'hold', min: 5 })]);
    expect(codes([there, back])).toEqual([
      ['no_exit', 'a', null],
      ['no_exit', 'b', null],
    ]);
  });

  it('finds a loop that takes no time', () => {
    const now = { kind: 'hold', min: 0 } as const;
    const found = codes([phaseWith('a', [], [lead('b', now), END]), phaseWith('b', [], [lead('a', now)])]);
    expect(found.filter(([code]) => code === 'spins')).toEqual([
      ['spins', 'a', null],
      ['spins', 'b', null],
    ]);
  });

  it('finds a phase without a way out, and one that leads to no phase', () => {
    expect(codes([phaseWith('a', [], [])])).toEqual([['dead_end', 'a', null]]);
    expect(codes([phaseWith('a', [], [END, lead('gone', { kind: 'hold', min: 5 })])])).toEqual([
      ['lost', 'a', 'to-gone'],
    ]);
  });

  it('finds a task without a unit, for a role that is not there, and for one that nobody holds', () => {
    expect(codes([phaseWith('a', [taskFor('t', 'fire')], [END])])).toEqual([['no_unit', 'a', 't']]);
    expect(codes([phaseWith('a', [taskFor('t', 'police', { role: 'pilot' })], [END])])).toEqual([
      ['no_role', 'a', 't'],
    ]);
    expect(codes([phaseWith('a', [taskFor('t', 'police', { role: 'duty-officer' })], [END])])).toEqual([
      ['nobody', 'a', 't'],
    ]);
  });

  it('finds deadlines out of order', () => {
    const late = taskFor('late', 'police', { start_min: 20, accept_min: 10, due_min: 30 });
    const early = taskFor('early', 'police', { accept_min: 40, due_min: 30 });
    const after = taskFor('after', 'police', { start_min: 60, accept_min: 70, due_min: 80 });
    expect(codes([phaseWith('a', [late, early], [END])])).toEqual([
      ['accept_before_start', 'a', 'late'],
      ['due_before_accept', 'a', 'early'],
    ]);
    expect(codes([phaseWith('a', [after], [lead(null, { kind: 'hold', min: 30 })])])).toEqual([
      ['starts_after_phase', 'a', 'after'],
    ]);
  });

  it('finds what names nothing: a measure, a warning, a route list', () => {
    const when = { kind: 'threshold', measure: 'gone', side: 'above', value: 1, for_min: 1 } as const;
    const rain = { kind: 'warning', warning: 'gone', level: 'red' } as const;
    expect(codes([phaseWith('a', [], [lead(null, when)])])).toEqual([['no_measure', 'a', 'to-end']]);
    expect(codes([phaseWith('a', [], [lead(null, rain)])])).toEqual([['no_warning', 'a', 'to-end']]);
    expect(codes([phaseWith('a', [taskFor('t', 'police', { routes: 'gone' })], [END])])).toEqual([
      ['no_routes', 'a', 't'],
    ]);
  });

  it('finds a plan that would begin by itself but never can', () => {
    expect(codes([phaseWith('a', [], [END])], { begin: { how: 'auto', when: [] } })).toEqual([
      ['nothing_begins', null, null],
    ]);
    const hold = { how: 'auto' as const, when: [{ kind: 'hold' as const, min: 5 }] };
    expect(codes([phaseWith('a', [], [END])], { begin: hold })).toEqual([['begins_never', null, null]]);
  });

  it('notes that fewer routes are listed than the source states, and says how many', () => {
    const list = {
      key: 'o',
      name: { zh: '橙', en: '' },
      level: 'orange' as const,
      routes: ['M101'],
      stated: 370,
    };
    const [found] = checkPlan(planWith([phaseWith('a', [], [END])], { routes: [list] }), world);
    expect(found).toMatchObject({ code: 'routes_differ', level: 'note', part: 'o' });
    expect(found.text.zh).toContain('370');
  });

  it.each(PLAN_TEMPLATES.map(({ key, document }) => [key, document] as const))(
    'finds no error in the plan %s that every installation can start from',
    (_, document) => {
      const errors = checkPlan(document, world).filter(({ level }) => level === 'error');
      expect(errors.map(({ text }) => text.en)).toEqual([]);
    },
  );
});
