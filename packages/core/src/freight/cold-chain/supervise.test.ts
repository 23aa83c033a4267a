import { expect, test } from 'vitest';
import { checkSettings, type SupervisionSettings } from './settings.ts';
import {
  endBreach,
  faultOf,
  nothingSeen,
  passTime,
  type SupervisionEvent,
  type SupervisionState,
  supervise,
} from './supervise.ts';

const MINUTE_MS = 60_000;
const FROZEN: SupervisionSettings = {
  rules: [
    { id: 'hot', side: 'hot', measure: 'consecutive', limit_c: -15, duration_s: 20 * 60 },
    { id: 'hot-sum', side: 'hot', measure: 'cumulative', limit_c: -15, duration_s: 60 * 60 },
    { id: 'cold', side: 'cold', measure: 'consecutive', limit_c: -28, duration_s: 0 },
  ],
  scale: { min_c: -50, max_c: 60 },
  lost_after_s: 30 * 60,
  door_open_s: 5 * 60,
};

/** A drive as text: minute:temperature, `o` behind it for an open door; `|60` only lets time pass. */
function drive(text: string, from: SupervisionState = nothingSeen(FROZEN)) {
  const said: string[] = [];
  let state = from;
  for (const word of text.split(' ')) {
    const [minute, temperature] = word.replace(/[|o]/g, '').split(':').map(Number);
    const at_ms = minute * MINUTE_MS;
    const done = word.startsWith('|')
      ? passTime(FROZEN, state, at_ms)
      : supervise(FROZEN, state, {
          ...{ at_ms, temperature_c: temperature, door_open: word.endsWith('o') },
        });
    state = done.state;
    said.push(...done.events.map((event) => `${minute} ${wordOf(event)}`));
  }
  return { state, said };
}
const wordOf = (event: SupervisionEvent) => ('rule' in event ? `${event.kind} ${event.rule}` : event.kind);

test('a short excursion is no breach', () => {
  expect(drive('0:-18 10:-14 20:-18').said).toEqual([
    '10 excursion_began hot',
    '10 excursion_began hot-sum',
    '20 excursion_ended hot',
    '20 excursion_ended hot-sum',
  ]);
});

test('the limit itself is inside', () => {
  expect(drive('0:-15 30:-15').said).toEqual([]);
});

test('a stretch that is long enough is a breach, from when goods left the limit, with its worst temperature', () => {
  const { state, said } = drive('0:-18 10:-14 20:-9 30:-12');
  expect(said).toContain('30 breach_began hot');
  expect(state.rules.hot.breach).toEqual({
    ...{ began_ms: 10 * MINUTE_MS, breached_ms: 30 * MINUTE_MS, worst_c: -9, needs_person: false },
  });
  expect(drive('40:-18', state).said).toContain('40 breach_ended hot');
});

test('short stretches add up to a cumulative breach, which cold air does not end', () => {
  const short = Array.from({ length: 5 }, (_, i) => `${i * 20}:-14 ${i * 20 + 15}:-18`).join(' ');
  const { state, said } = drive(short);
  expect(said.filter((word) => word.includes('breach'))).toEqual(['75 breach_began hot-sum']);
  expect(drive('100:-20', state).state.rules['hot-sum'].breach).not.toBeNull();
  const ended = endBreach(state, 'hot-sum');
  expect(ended.rules['hot-sum']).toMatchObject({ breach: null, outside_ms: 0 });
  expect(drive('100:-14 110:-18', ended).said.filter((word) => word.includes('breach'))).toEqual([]);
});

test('a duration of nothing is a breach at the first reading outside, and at no reading inside', () => {
  expect(drive('0:-18').said).toEqual([]);
  expect(drive('0:-18 1:-30').said).toContain('1 breach_began cold');
});

test('a breach in which the sensor was lost is ended by a person alone', () => {
  const { state, said } = drive('0:-10 10:-10 20:-10 |60 61:-20 70:-20');
  expect(said).toContain('60 sensor_lost');
  expect(said).toContain('61 sensor_back');
  expect(said).not.toContain('61 breach_ended hot');
  expect(state.rules.hot.breach?.needs_person).toBe(true);
  expect(endBreach(state, 'hot').rules.hot.breach).toBeNull();
});

test('a gap counts as outside only where goods were outside on both sides of it', () => {
  expect(drive('0:-10 100:-10').said).toContain('100 breach_began hot-sum');
  expect(drive('0:-10 100:-20').state.rules['hot-sum'].outside_ms).toBe(0);
});

test('a lost sensor is one event however often the clock is looked at', () => {
  expect(drive('0:-18 |40 |50 |60').said).toEqual(['40 sensor_lost']);
});

test('a door is a warning once it is open for long, and once', () => {
  expect(drive('0:-18o 3:-18o 5:-18o 9:-18o 10:-18').said).toEqual(['5 door_left_open', '10 door_shut']);
  expect(drive('0:-18o 3:-18').said).toEqual([]);
});

test('a value beyond the scale of the sensor is a fault of the reading and no breach', () => {
  const [state, now_ms] = [drive('10:-18').state, 20 * MINUTE_MS];
  const fault = (temperature_c: number, minute: number) =>
    faultOf(FROZEN, state, { at_ms: minute * MINUTE_MS, temperature_c, door_open: null }, now_ms);
  expect(fault(-200, 15)).toBe('off_scale');
  expect(fault(Number.NaN, 15)).toBe('not_a_number');
  expect(fault(-18, 30)).toBe('ahead_of_time');
  expect(fault(-18, 10)).toBe('not_newer');
  expect(fault(-18, 10 - 24 * 60 * 2)).toBe('too_old');
  expect(fault(-30, 15)).toBeNull();
});

test('state outlives JSON', () => {
  const { state } = drive('0:-18 10:-14o 20:-9o 30:-12');
  expect(drive('40:-18', JSON.parse(JSON.stringify(state)))).toEqual(drive('40:-18', state));
});

test('everything that is wrong with settings is said at once', () => {
  expect(checkSettings(FROZEN)).toEqual([]);
  const [hot, , cold] = FROZEN.rules;
  const wrong = {
    ...FROZEN,
    rules: [
      { ...hot, limit_c: 80, duration_s: -1 },
      { ...cold, id: 'hot' },
    ],
  };
  expect(checkSettings(wrong).map(({ code }) => code)).toEqual(['limit_off_scale', 'duration', 'same_rule']);
  expect(checkSettings({ ...FROZEN, rules: [hot, { ...cold, limit_c: -10 }] })).toEqual([
    { code: 'limits_cross' },
  ]);
  expect(checkSettings({ ...FROZEN, rules: [], lost_after_s: 1 }).map(({ code }) => code)).toEqual([
    ...['no_rule', 'lost_after'],
  ]);
});
