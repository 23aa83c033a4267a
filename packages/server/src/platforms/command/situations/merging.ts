import type { MergeReason, SituationKind } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { MINUTE_MS } from '@opentocc/core/time';
import type { SituationRow } from './model.ts';

/**
 * What makes two situations one, and how much each part counts. Assumed, 2026-11-27: places of calls are some hundred
 * metres off, and a queue is reported where it ends.
 */
const WEIGHTS = { place: 0.4, road: 0.15, time: 0.25, kind: 0.2 } as const;
/** Farther apart or longer apart than this nothing is proposed. */
const FAR_M = 1500;
const LONG_MS = 90 * MINUTE_MS;
export const PROPOSED_FROM = 0.6;
/** Of one situation; who has more to decide decides nothing. */
export const MOST_PROPOSALS = 5;

/** Kinds that one happening is often called, depending on who sees it. */
const ALIKE: readonly (readonly SituationKind[])[] = [
  ['accident', 'breakdown', 'obstruction', 'congestion', 'closure'],
  ['flooding', 'weather', 'obstruction', 'closure', 'congestion'],
  ['fire', 'accident', 'closure'],
  ['crowding', 'event', 'congestion'],
  ['roadworks', 'closure', 'congestion'],
  ['equipment', 'other'],
];

type Compared = Pick<
  SituationRow,
  'lon' | 'lat' | 'link' | 'road' | 'kind' | 'received_ms' | 'validity' | 'header'
>;

export interface Likeness {
  /** 0–1. */
  readonly score: number;
  readonly reasons: readonly MergeReason[];
}

/** How likely two situations are one, with its reasons; null where they are too far apart in place, time or reality. */
export function likeness(a: Compared, b: Compared): Likeness | null {
  const apart_m = distance_m(a.lon, a.lat, b.lon, b.lat);
  const apart_ms = apartOf(a, b);
  if (apart_m > FAR_M || apart_ms > LONG_MS || a.header !== b.header) return null;
  const reasons = [placeReason(apart_m, a, b), roadReason(a, b), timeReason(apart_ms), kindReason(a, b)];
  const score = reasons.reduce((sum, one) => sum + one.score * one.weight, 0);
  return { score: Math.round(score * 100) / 100, reasons };
}

/** Between the beginnings; nothing where one began while the other still held. */
function apartOf(a: Compared, b: Compared): number {
  const [first, second] = a.validity.start_ms <= b.validity.start_ms ? [a, b] : [b, a];
  const end_ms = first.validity.end_ms ?? first.received_ms;
  return Math.max(0, second.validity.start_ms - Math.max(end_ms, first.validity.start_ms));
}

const round = (score: number) => Math.round(score * 100) / 100;

function placeReason(apart_m: number, a: Compared, b: Compared): MergeReason {
  const same = a.link !== null && a.link === b.link;
  const metres = Math.round(apart_m);
  return {
    ...{ what: 'place', weight: WEIGHTS.place, score: round(same ? 1 : Math.max(0, 1 - apart_m / FAR_M)) },
    text: same
      ? { zh: `同一路段，相距 ${metres} m`, en: `the same link, ${metres} m apart` }
      : { zh: `相距 ${metres} m`, en: `${metres} m apart` },
  };
}

function roadReason(a: Compared, b: Compared): MergeReason {
  const same = a.road !== '' && a.road === b.road;
  return {
    ...{ what: 'road', weight: WEIGHTS.road, score: same ? 1 : 0 },
    text: same ? { zh: `同在${a.road}`, en: `both on ${a.road}` } : { zh: '道路不同', en: 'different roads' },
  };
}

function timeReason(apart_ms: number): MergeReason {
  const minutes = Math.round(apart_ms / MINUTE_MS);
  return {
    ...{ what: 'time', weight: WEIGHTS.time, score: round(1 - apart_ms / LONG_MS) },
    text:
      minutes === 0
        ? { zh: '时间重叠', en: 'at the same time' }
        : { zh: `相隔 ${minutes} 分钟`, en: `${minutes} min apart` },
  };
}

function kindReason({ kind: a }: Compared, { kind: b }: Compared): MergeReason {
  const alike = ALIKE.some((kinds) => kinds.includes(a) && kinds.includes(b));
  const [score, zh, en] =
    a === b
      ? [1, '类别相同', 'of the same kind']
      : alike
        ? [0.7, '类别相近，常是同一事的不同说法', 'of kinds that one happening is often called']
        : [0, '类别不同', 'of different kinds'];
  return { what: 'kind', weight: WEIGHTS.kind, score, text: { zh, en } };
}
