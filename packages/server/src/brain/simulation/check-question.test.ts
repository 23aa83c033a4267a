import type { StudyAction } from '@opentocc/contract';
import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { checkQuestion } from './check-question.ts';
import type { Question } from './model.ts';
import { wayFinder } from './ways.ts';

/** A main road with two ways round its middle, and a one-way street that leads out of the network. */
const { network, link } = textNetwork(`
             G>>>>>>>>>>H
             ^          v
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D>>>>X
             v          ^
             E>>>>>>>>>>F

  AB arterial 60 lanes=3 name=深南大道
  BC arterial 60 lanes=3 name=深南大道
  CD arterial 60 lanes=3 name=深南大道
  signals C
`);
const [BC, EF, GH] = [link('BC'), link('EF'), link('GH')];
const span = { from_min: 0, minutes: 30 };
const closure = (links: number[], from_min = 0, minutes = 30): StudyAction => ({
  ...{ kind: 'closure', links, at: 0.5, from_min, minutes },
});
const trips = (change: object): StudyAction => ({
  ...{ kind: 'demand', link: BC, radius_m: 100, end: 'origin', factor: 1, added_vph: 600 },
  ...{ other_link: null, ...span, ...change },
});
const check = (actions: StudyAction[], question: Partial<Question> = {}) => {
  const asked: Question = { incidents: [], message_share: 0.3, seeds: 5, ...question };
  return checkQuestion(network, { ...asked, scenarios: [{ name: '一', actions }] }, wayFinder(network));
};
/** Code and links of each fault, whose words in both languages have all that is filled in. */
const faults = (actions: StudyAction[], question: Partial<Question> = {}) =>
  check(actions, question).map(({ error, links, scenario, item }) => {
    for (const text of [error.in('zh'), error.in('en')]) expect(text).not.toMatch(/[{}]|undefined/);
    expect(error.in('zh')).not.toBe(error.in('en'));
    return { code: error.code.replace('simulation.', ''), links, scenario, item };
  });

describe('what is wrong with a study is named with its links before it runs', () => {
  it('trips that cannot reach where they go', () => {
    const back = trips({ link: link('CD'), other_link: link('AB') });
    expect(faults([back])).toEqual([
      { code: 'unreachable', links: [link('CD'), link('AB')], scenario: 0, item: 0 },
    ]);
    expect(faults([trips({ link: link('AB'), other_link: link('CD') })])).toEqual([]);
    const allClosed = [closure([BC]), closure([GH], 40, 10), trips({ link: EF, other_link: link('CD') })];
    expect(faults(allClosed)).toEqual([]);
  });

  it('a network that a closure cuts in two', () => {
    expect(faults([closure([link('CD')])])).toEqual([
      { code: 'cut_off', links: [link('CD')], scenario: 0, item: 0 },
    ]);
    const all = [closure([BC]), closure([EF]), closure([GH])];
    expect(faults(all).map(({ code }) => code)).toEqual(['cut_off', 'cut_off', 'cut_off']);
  });

  it('closures at different times leave each other a way and are not judged together', () => {
    expect(faults([closure([BC], 0, 10), closure([EF], 10, 10), closure([GH], 20, 10)])).toEqual([]);
    // The third begins while the first two last.
    const overlapping = [closure([BC], 0, 30), closure([EF], 10, 30), closure([GH], 20, 5)];
    expect(faults(overlapping).map(({ item }) => item)).toEqual([0, 1, 2]);
  });

  it('a closed stretch of several links is judged as one', () => {
    expect(faults([closure([link('BE'), EF, link('FC')])])).toEqual([]);
    expect(faults([closure([BC, link('CD')])]).map(({ code }) => code)).toEqual(['cut_off']);
  });

  it('an origin that is closed, and an end', () => {
    expect(faults([closure([BC]), trips({})])).toEqual([
      { code: 'closed_origin', links: [BC], scenario: 0, item: 1 },
    ]);
    expect(faults([closure([BC], 40), trips({})])).toEqual([]);
    expect(faults([closure([BC]), trips({ end: 'destination' })])[0].code).toBe('unreachable_end');
    expect(faults([trips({ link: link('DX') })])[0].code).toBe('closed_origin');
  });

  it('closures that overlap, with each other and with an incident of the base', () => {
    const lanes: StudyAction = {
      kind: 'lane_loss',
      links: [BC],
      at: 0.5,
      lanes: 1,
      from_min: 20,
      minutes: 20,
    };
    expect(faults([closure([BC]), lanes])[0]).toMatchObject({ code: 'overlapping', item: 1, links: [BC] });
    const incidents = [{ link: BC, at: 0.5, lanes_closed: 1, from_min: 0, minutes: 30 }];
    expect(faults([closure([BC])], { incidents })[0]).toMatchObject({ code: 'overlapping', scenario: 0 });
    expect(faults([closure([BC], 30)], { incidents })).toEqual([]);
  });

  it('a scenario that begins before the base, or after the study ends', () => {
    expect(faults([closure([BC], -5)])[0].code).toBe('before_base');
    expect(faults([closure([BC], 60)])[0].code).toBe('after_end');
  });

  it.each<[string, StudyAction]>([
    ['unknown_link', closure([999])],
    ['too_many_lanes', { kind: 'lane_loss', links: [BC], at: 0.5, lanes: 4, ...span }],
    ['no_lower_limit', { kind: 'speed_limit', links: [BC], speed_kmh: 60, ...span }],
    [
      'no_signal',
      { kind: 'signal_plan', link: BC, side: 'begin', green_share: 0.5, shift_s: 0, cycle_s: null, ...span },
    ],
    [
      'no_change',
      { kind: 'signal_plan', link: BC, side: 'end', green_share: 1, shift_s: 0, cycle_s: null, ...span },
    ],
    ['no_trips', trips({ added_vph: 0 })],
    ['trips_nowhere', trips({ link: null })],
    ['same_ends', trips({ other_link: BC })],
  ])('%s', (code, action) => {
    expect(faults([action])[0].code).toBe(code);
  });

  it('a route that no way leads along', () => {
    const routes = [{ name: '', from_link: link('CD'), to_link: link('AB') }];
    expect(faults([], { routes })).toEqual([
      { code: 'unreachable', links: [link('CD'), link('AB')], scenario: null, item: 0 },
    ]);
  });
});
