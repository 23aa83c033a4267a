import type { ClusterReason } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { DAY_MS } from '@opentocc/core/time';

/** What is compared of two cases. */
export interface Compared {
  readonly id: number;
  readonly category: string;
  readonly field: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly place: string;
  readonly meant: string;
  readonly received_ms: number;
}

/**
 * What makes two cases one matter, and how much each part counts. Assumed, 2026-11-28: people word one matter
 * differently, so that no single part decides.
 */
const WEIGHTS = { text: 0.4, place: 0.2, time: 0.1, meant: 0.2, category: 0.1 } as const;
/** Farther apart in place or time than this they are two matters. */
const FAR_M = 2_000;
export const LONG_MS = 7 * DAY_MS;
export const PROPOSED_FROM = 0.55;

export interface Likeness {
  /** 0–1. */
  readonly score: number;
  readonly reasons: readonly ClusterReason[];
}

/** How alike two texts are, 0–1. */
export type Similar = (a: number, b: number) => number;

/** How likely two cases are of one matter, with its reasons; null where they are too far apart in field, place or time. */
export function likeness(a: Compared, b: Compared, similar: Similar): Likeness | null {
  const apart_ms = Math.abs(a.received_ms - b.received_ms);
  const apart_m = metresApart(a, b);
  if (a.field !== b.field || apart_ms > LONG_MS || (apart_m !== null && apart_m > FAR_M)) return null;
  const reasons = [
    textReason(similar(a.id, b.id)),
    placeReason(a, b, apart_m),
    timeReason(apart_ms),
    meantReason(a, b),
    categoryReason(a, b),
  ];
  return { score: round(reasons.reduce((sum, one) => sum + one.score * one.weight, 0)), reasons };
}

const round = (value: number) => Math.round(value * 100) / 100;

function metresApart(a: Compared, b: Compared): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  return distance_m(a.lon, a.lat, b.lon, b.lat);
}

function textReason(alike: number): ClusterReason {
  // People never write the same: from four tenths of common pairs on it is the same.
  const score = round(Math.min(1, alike / 0.4));
  const share = Math.round(alike * 100);
  return {
    ...{ what: 'text', score, weight: WEIGHTS.text },
    text: { zh: `用字相同 ${share} %`, en: `${share} % of the words in common` },
  };
}

function placeReason(a: Compared, b: Compared, apart_m: number | null): ClusterReason {
  const named = a.place !== '' && a.place === b.place;
  const score = apart_m === null ? Number(named) : round(Math.max(Number(named), 1 - apart_m / FAR_M));
  const text =
    apart_m === null
      ? named
        ? { zh: `同在${a.place}`, en: `both at ${a.place}` }
        : { zh: '没有共同位置', en: 'no common place' }
      : { zh: `相距 ${Math.round(apart_m)} m`, en: `${Math.round(apart_m)} m apart` };
  return { what: 'place', score, weight: WEIGHTS.place, text };
}

function timeReason(apart_ms: number): ClusterReason {
  const hours = Math.round(apart_ms / 3_600_000);
  return {
    ...{ what: 'time', score: round(1 - apart_ms / LONG_MS), weight: WEIGHTS.time },
    text: { zh: `相隔 ${hours} 小时`, en: `${hours} h apart` },
  };
}

function meantReason(a: Compared, b: Compared): ClusterReason {
  const same = a.meant !== '' && a.meant === b.meant;
  return {
    ...{ what: 'meant', score: Number(same), weight: WEIGHTS.meant },
    text: same
      ? { zh: `都反映${a.meant}`, en: `both are about ${a.meant}` }
      : { zh: '被反映对象不同或未说明', en: 'not about the same party' },
  };
}

function categoryReason(a: Compared, b: Compared): ClusterReason {
  const same = a.category === b.category;
  return {
    ...{ what: 'category', score: Number(same), weight: WEIGHTS.category },
    text: same ? { zh: '分类相同', en: 'the same category' } : { zh: '分类不同', en: 'different categories' },
  };
}

/** Texts whose pairs are remembered. */
const REMEMBERED = 5_000;

/** Share of pairs of characters that two texts have in common (Dice), of texts that were once taken apart. */
export function createSimilar(textOf: (id: number) => string): Similar {
  const known = new Map<number, ReadonlySet<string>>();
  const pairsOf = (id: number): ReadonlySet<string> => {
    const found = known.get(id) ?? pairs(textOf(id));
    if (known.size >= REMEMBERED) known.clear();
    known.set(id, found);
    return found;
  };
  return (a, b) => {
    const [few, many] = [pairsOf(a), pairsOf(b)].sort((x, y) => x.size - y.size);
    let common = 0;
    for (const pair of few) if (many.has(pair)) common++;
    return few.size === 0 ? 0 : (2 * common) / (few.size + many.size);
  };
}

function pairs(text: string): ReadonlySet<string> {
  const form = text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
  const found = new Set<string>();
  for (let at = 0; at + 1 < form.length; at++) found.add(form.slice(at, at + 2));
  return found;
}
