import { networkFor } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { expect, test } from 'vitest';
import { CITY } from '../../command/situations/test-situations.ts';
import { FIRST_CATEGORIES } from '../cases/first-categories.ts';
import { createDemoScript } from './demo-script.ts';
import { INCIDENT_TEXTS, ROAD_TOPICS } from './demo-texts-roads.ts';
import { TRANSIT_TOPICS } from './demo-texts-transit.ts';

const TOPICS = [...TRANSIT_TOPICS, ...ROAD_TOPICS];
const DAY = Date.parse('2026-11-24T00:00:00+08:00');
const network = networkFor(CITY.network, 'car');
const city = { network, life: createCityLife(network, 1), seed: 1, shift_ms: 0 };
const days = Array.from({ length: 5 }, (_, i) => createDemoScript(city).contactsOf(DAY + i * DAY_MS));

test('callers say at least 150 things in different words, each of a category that there is, with an answer to it', () => {
  const texts = [...TOPICS.flatMap((topic) => topic.texts), ...INCIDENT_TEXTS.report, ...INCIDENT_TEXTS.ask];
  expect(new Set(texts).size).toBeGreaterThanOrEqual(150);
  const codes = new Set(FIRST_CATEGORIES.map(({ code }) => code));
  expect(TOPICS.filter(({ category, answers }) => !codes.has(category) || answers.length === 0)).toEqual([]);
});

test('every word in braces is filled in', () => {
  expect(days.flat().filter(({ text }) => /[{}]/.test(text) || text.includes('undefined'))).toEqual([]);
});

test('most people ask, some complain, few suggest: in the proportion of the hotline', () => {
  const all = days.flat();
  const share = (type: string) => all.filter((one) => one.type === type).length / all.length;
  expect(share('consultation')).toBeGreaterThan(0.93);
  expect(share('consultation')).toBeLessThan(0.965);
  expect(share('complaint')).toBeGreaterThan(0.01);
  expect(share('complaint')).toBeLessThan(0.06);
});

test('it is called day and night, by day far more than by night', () => {
  const hours = days.flat().map(({ at_ms }) => new Date(at_ms + 8 * 3_600_000).getUTCHours());
  const of = (hour: number) => hours.filter((one) => one === hour).length;
  for (let hour = 0; hour < 24; hour++) expect(of(hour), String(hour)).toBeGreaterThan(0);
  expect(of(9)).toBeGreaterThan(10 * of(3));
});

test('the same city is called by the same people at the same times', () => {
  expect(createDemoScript(city).contactsOf(DAY)).toEqual(days[0]);
});

test('an agent speaks with one caller at a time, and nearly all are put through', () => {
  const calls = days.flat().flatMap(({ at_ms, call }) => (call ? [{ at_ms, ...call }] : []));
  const answered = calls.filter(({ given_up }) => !given_up);
  expect(answered.length / calls.length).toBeGreaterThan(0.93);
  for (let seat = 0; seat < 4; seat++) {
    const spans = answered
      .filter((one) => one.seat === seat)
      .map(({ at_ms, wait_ms, talk_ms }) => [at_ms + wait_ms, at_ms + wait_ms + talk_ms]);
    spans.sort((a, b) => a[0] - b[0]);
    for (let i = 1; i < spans.length; i++) expect(spans[i][0]).toBeGreaterThanOrEqual(spans[i - 1][1]);
  }
});

test('what happens on a road makes calls about that road, the first of which reports it', () => {
  const incidents = Array.from({ length: 24 }, (_, h) =>
    city.life.incidentsOfHour(DAY / 3_600_000 + h),
  ).flat();
  const accident = incidents.find(({ kind }) => kind === 'accident')!;
  const road = network.strings[network.link_name[accident.link]];
  const about = days[0].filter(({ key }) =>
    key.startsWith(`demo-i-${Math.floor(accident.from_ms / 60_000)}-`),
  );
  expect(about.length).toBeGreaterThanOrEqual(6);
  expect(about.every(({ text, place }) => text.includes(road) && place !== null)).toBe(true);
  expect(about.filter(({ reports }) => reports !== null).map(({ key }) => key.at(-1))).toEqual(['0']);
});
