import type { FreightPreview, FreightPreviewCounts } from '@opentocc/contract';
import { type Judgement, judge, type Reason, type Regime, type RegimeBook } from '@opentocc/core/freight';
import { groupBy } from '../../../kit/group-by.ts';
import type { FirmTrip } from './ports.ts';

/** A trip by the rules in force and by a draft. */
export interface PreviewedTrip {
  readonly trip: FirmTrip;
  readonly now: Judgement;
  readonly draft: Judgement;
}

/** Breaches by which a trip is too late, whatever follows from them. */
const LATE = new Set(['declared_late', 'off_time', 'returned_late']);

export const isRefused = ({ outcome }: Judgement): boolean =>
  ['refuse', 'suspend', 'remove'].includes(outcome);
export const isLate = ({ reasons }: Judgement): boolean => reasons.some(({ breach }) => LATE.has(breach));
export const isAlarmed = ({ outcome }: Judgement): boolean => outcome === 'alarm';

/** How bad an outcome is for who drives, to compare both sides. */
const WEIGHT = ['clear', 'unjudged', 'note', 'alarm', 'refuse', 'suspend', 'remove'];
export const weightOf = ({ outcome }: Judgement): number => WEIGHT.indexOf(outcome);

/** The book as if a draft had been in force all the time, in the place of those that it follows. */
export function bookOfTrial({ regimes, ports }: RegimeBook, draft: Regime): RegimeBook {
  const layer = [...draft.streets].sort().join(' ');
  const others = regimes.filter(({ streets }) => [...streets].sort().join(' ') !== layer);
  return { regimes: [...others, { ...draft, from_ms: 0, to_ms: null }], ports };
}

export const previewOf = (trip: FirmTrip, book: RegimeBook, trial: RegimeBook): PreviewedTrip => ({
  ...{ trip, now: judge(trip, book) },
  // By the draft it is judged whatever instant a switch set for it.
  draft: judge({ ...trip, judged_ms: null }, trial),
});

const countsOf = (judged: readonly Judgement[]): FreightPreviewCounts => ({
  trips: judged.length,
  clear: judged.filter(({ outcome }) => outcome === 'clear').length,
  refused: judged.filter(isRefused).length,
  alarmed: judged.filter(isAlarmed).length,
  noted: judged.filter(({ outcome }) => outcome === 'note').length,
  late: judged.filter(isLate).length,
  unjudged: judged.filter(({ outcome }) => outcome === 'unjudged').length,
});

const pairOf = (all: readonly PreviewedTrip[], counts: (judgement: Judgement) => boolean) => ({
  now: all.filter(({ now }) => counts(now)).length,
  draft: all.filter(({ draft }) => counts(draft)).length,
});

/** What of a preview is counted from its trips. */
export const summaryOf = (
  all: readonly PreviewedTrip[],
  regimes: readonly Regime[],
): Pick<FreightPreview, 'counts' | 'rules' | 'firms'> => ({
  counts: { now: countsOf(all.map(({ now }) => now)), draft: countsOf(all.map(({ draft }) => draft)) },
  rules: [
    ...rulesOf(
      'draft',
      all.map(({ draft }) => draft),
      regimes,
    ),
    ...rulesOf(
      'now',
      all.map(({ now }) => now),
      regimes,
    ),
  ],
  firms: firmsOf(all),
});

/** By how many trips each rule is broken, the most first. */
function rulesOf(
  side: 'now' | 'draft',
  judged: readonly Judgement[],
  regimes: readonly Regime[],
): FreightPreview['rules'] {
  const broken = new Map<string, { reason: Reason; trips: number }>();
  for (const { reasons } of judged)
    for (const reason of new Map(reasons.map((one) => [keyOf(one), one])).values()) {
      const known = broken.get(keyOf(reason));
      if (known) known.trips++;
      else broken.set(keyOf(reason), { reason, trips: 1 });
    }
  return [...broken.values()]
    .sort((a, b) => b.trips - a.trips)
    .map(({ reason: { code, version, rule, consequence }, trips }) => ({
      ...{ side, code, version, rule, consequence, trips },
      name: nameOf(regimes, code, version, rule),
    }));
}

/** "point-to-point@1#declared": a rule of a version. */
export const keyOf = ({ code, version, rule }: Pick<Reason, 'code' | 'version' | 'rule'>): string =>
  `${code}@${version}#${rule}`;

function nameOf(regimes: readonly Regime[], code: string, version: number, rule: string) {
  const found = regimes
    .find((one) => one.code === code && one.version === version)
    ?.rules.find(({ key }) => key === rule);
  return found ? { ...found.name } : { zh: rule, en: rule };
}

function firmsOf(all: readonly PreviewedTrip[]): FreightPreview['firms'] {
  const byFirm = groupBy(all, ({ trip }) => trip.firm ?? null);
  return [...byFirm]
    .map(([firm, own]) => ({
      ...{ firm, name: null, trips: own.length },
      refused: pairOf(own, isRefused),
      alarmed: pairOf(own, isAlarmed),
      late: pairOf(own, isLate),
    }))
    .sort(
      (a, b) => b.refused.draft - a.refused.draft || b.alarmed.draft - a.alarmed.draft || b.trips - a.trips,
    );
}
