import type { CaseChannel, CaseType } from '@opentocc/contract';
import { hash01 } from '@opentocc/core/random';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { DemoCity } from '../../../kit/demo.ts';
import { createFiller, type DemoWords } from './demo-filling.ts';
import { DISTRICT_UNITS, firmUnit, SEATS } from './demo-people.ts';
import { INCIDENT_TEXTS, ROAD_TOPICS } from './demo-texts-roads.ts';
import { TRANSIT_TOPICS } from './demo-texts-transit.ts';
import type { DemoTopic } from './demo-topic.ts';

/** Somebody who turns to the hotline of the demo city, and what they say. */
export interface DemoContact extends DemoWords {
  readonly key: string;
  readonly way: Extract<CaseChannel, 'phone' | '12345' | 'web' | 'walk_in'>;
  readonly at_ms: number;
  readonly type: CaseType;
  readonly category: string;
  readonly answer: string;
  /** Who has to answer; null where an agent answers at once. */
  readonly unit: string | null;
  /** Whether it is news of something that lies on a road. */
  readonly reports: 'accident' | 'breakdown' | null;
  readonly call: DemoCall | null;
}

export interface DemoCall {
  /** Until it was answered, or given up. */
  readonly wait_ms: number;
  readonly talk_ms: number;
  readonly given_up: boolean;
  /** Index of the seat that takes it. */
  readonly seat: number;
}

/** People who turn to it on a day, but for those who call about an incident. */
const A_DAY = 450;
/** Share of a day by its hours, %. */
const BY_HOUR = [
  ...[0.8, 0.5, 0.4, 0.3, 0.4, 0.9, 2.2, 4.8, 7.4, 8.0, 7.6, 6.0],
  ...[4.6, 5.4, 6.6, 6.8, 6.6, 7.0, 6.4, 5.0, 4.2, 3.6, 2.6, 1.9],
];
/** Up to which draw somebody comes so. */
const WAYS = [
  [0.88, 'phone'],
  [0.92, '12345'],
  [0.99, 'web'],
  [1, 'walk_in'],
] as const;
/** 93–96 % are consultations, 1–6 % complaints. */
const TYPES = [
  [0.945, 'consultation'],
  [0.983, 'complaint'],
  [1, 'suggestion'],
] as const;
/** Consultations that no agent can answer at once: what was lost is looked for by the firm. */
const NOT_AT_ONCE = 0.016;

const TOPICS: readonly DemoTopic[] = [...TRANSIT_TOPICS, ...ROAD_TOPICS];

/** What is usually answered to a category, and by whom: as an agent or a handler knows it. */
export const topicOf = (category: string, type: CaseType): DemoTopic | undefined =>
  TOPICS.find((topic) => topic.category === category && topic.type === type);

type Incident = ReturnType<DemoCity['life']['incidentsOfHour']>[number];

/**
 * Everybody who turns to the hotline on a day, in the order in which they do: a pure function of city, seed and day, which
 * the switchboard, 12345, the agents and the past read.
 * @param day_ms first instant of the day
 */
export function createDemoScript(city: Pick<DemoCity, 'network' | 'life' | 'seed' | 'shift_ms'>) {
  const fill = createFiller(city.network);
  const days = new Map<number, readonly DemoContact[]>();

  function contactsOf(day_ms: number): readonly DemoContact[] {
    const known = days.get(day_ms);
    if (known) return known;
    const all = [...everyday(day_ms), ...aboutIncidents(day_ms)].sort((a, b) => a.at_ms - b.at_ms);
    const queued = putThrough(all, (i, what) => hash01(city.seed + 7, day_ms / DAY_MS, i, what));
    if (days.size > 3) days.clear();
    days.set(day_ms, queued);
    return queued;
  }

  function everyday(day_ms: number): DemoContact[] {
    return BY_HOUR.flatMap((share, hour) =>
      Array.from({ length: Math.round((A_DAY * share) / 100) }, (_, i) => {
        const draw = (what: number) => hash01(city.seed, day_ms / HOUR_MS + hour, i, what);
        const at_ms = day_ms + hour * HOUR_MS + Math.floor(draw(1) * HOUR_MS);
        return contactOf(`${day_ms / HOUR_MS + hour}-${i}`, at_ms, draw);
      }),
    );
  }

  function contactOf(key: string, at_ms: number, draw: (what: number) => number): DemoContact {
    const way = pick(WAYS, draw(2));
    const type = pick(TYPES, draw(3));
    const topic = weighted(
      TOPICS.filter((one) => one.type === type),
      draw(4),
    );
    const text = topic.texts[Math.floor(draw(5) * topic.texts.length)];
    const words = fill(text, draw);
    const unit = unitOf(topic, words, draw);
    return {
      ...{ key: `demo-${key}`, way, at_ms, type, category: topic.category, unit, reports: null, call: null },
      ...words,
      answer: topic.answers[Math.floor(draw(6) * topic.answers.length)],
    };
  }

  /** Whoever drives into something, or waits because of it. */
  function aboutIncidents(day_ms: number): DemoContact[] {
    const first = Math.floor((day_ms + city.shift_ms) / HOUR_MS);
    const hours = Array.from({ length: 24 }, (_, h) => city.life.incidentsOfHour(first + h));
    return hours.flat().flatMap((incident, n) => {
      const { kind, link, from_ms } = incident;
      // Two may begin in one minute on one link.
      const key = `demo-i-${Math.floor(from_ms / MINUTE_MS)}-${link}-${n}`;
      const draw = (what: number) => hash01(city.seed + 3, Math.floor(from_ms / MINUTE_MS), link, what);
      const callers = kind === 'accident' ? 6 + Math.floor(draw(1) * 5) : Math.floor(draw(1) * 2.4);
      return Array.from({ length: callers }, (_, i) =>
        callAbout(incident, `${key}-${i}`, i, (what) => draw(100 * (i + 1) + what)),
      );
    });
  }

  /** The first one reports it, the others ask what is going on. */
  function callAbout(
    incident: Incident,
    key: string,
    i: number,
    draw: (what: number) => number,
  ): DemoContact {
    const { link, from_ms, to_ms, lanes_taken } = incident;
    const isFirst = i === 0;
    const since_ms = isFirst
      ? 90_000 + draw(1) * 2 * MINUTE_MS
      : draw(1) * Math.min(to_ms - from_ms, 40 * MINUTE_MS);
    const texts = isFirst ? INCIDENT_TEXTS.report : INCIDENT_TEXTS.ask;
    const what = lanes_taken > 1 ? 'accident' : 'breakdown';
    return {
      ...{
        key,
        way: 'phone',
        unit: null,
        call: null,
      },
      ...{ at_ms: Math.floor(from_ms - city.shift_ms + since_ms), type: 'consultation' },
      ...{ category: 'road_condition', reports: isFirst ? what : null },
      ...fill(texts[Math.floor(draw(5) * texts.length)], draw, link),
      answer: INCIDENT_TEXTS.answers[i % INCIDENT_TEXTS.answers.length],
    };
  }

  return { contactsOf };
}

export type DemoScript = ReturnType<typeof createDemoScript>;

function unitOf(
  { type, unit, category }: DemoTopic,
  { place }: DemoWords,
  draw: (what: number) => number,
): string | null {
  const isAtOnce = type === 'consultation' && category !== 'lost_property' && draw(7) > NOT_AT_ONCE;
  if (isAtOnce || (category === 'lost_property' && draw(7) > 0.12)) return null;
  if (unit) return firmUnit(unit);
  const east = place === null ? draw(8) : (place.lon - 113.8) / 0.45;
  // From west to east: Bao'an, Nanshan, Futian.
  return DISTRICT_UNITS[east < 0.2 ? 2 : east < 0.45 ? 1 : 0];
}

/** Calls one after the other to the agent who is free first; who waits too long gives up. */
function putThrough(
  all: readonly DemoContact[],
  draw: (i: number, what: number) => number,
): readonly DemoContact[] {
  const free_ms: number[] = SEATS.map(() => 0);
  return all.map((contact, i) => {
    if (contact.way !== 'phone') return contact;
    const seat = free_ms.indexOf(Math.min(...free_ms));
    const reaction_ms = 3_000 + Math.floor(draw(i, 1) * draw(i, 2) * 14_000);
    const wait_ms = Math.max(reaction_ms, free_ms[seat] - contact.at_ms + 2_000);
    const patience_ms = 15_000 + Math.floor(draw(i, 3) * 90_000);
    const given_up = wait_ms > patience_ms || draw(i, 4) < 0.012;
    const talk_ms = Math.floor((contact.unit === null ? 55_000 : 110_000) + draw(i, 5) * 110_000);
    if (given_up)
      return { ...contact, call: { wait_ms: Math.min(wait_ms, patience_ms), talk_ms: 0, given_up, seat } };
    free_ms[seat] = contact.at_ms + wait_ms + talk_ms + 8_000;
    return { ...contact, call: { wait_ms, talk_ms, given_up, seat } };
  });
}

function pick<T>(table: readonly (readonly [number, T])[], draw: number): T {
  return (table.find(([up_to]) => draw < up_to) ?? table[table.length - 1])[1];
}

function weighted(topics: readonly DemoTopic[], draw: number): DemoTopic {
  let rest = draw * topics.reduce((sum, { weight }) => sum + weight, 0);
  for (const topic of topics) {
    rest -= topic.weight;
    if (rest < 0) return topic;
  }
  return topics[topics.length - 1];
}
