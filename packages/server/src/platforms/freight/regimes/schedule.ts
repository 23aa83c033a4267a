import {
  checkRegimes,
  clockText,
  type Regime,
  type RegimeBook,
  type RegimeFault,
} from '@opentocc/core/freight';

/** What becomes of those that are planned when one more is placed among them. */
export interface Placing {
  readonly placed: Regime;
  /** What is in force where it begins, and ends there; null where nothing is. */
  readonly cut: Regime | null;
  /** What was to go on just there after another one, and does not; null where nothing was. */
  readonly replaced: Regime | null;
  /** The next version of what was cut or replaced, from the end of the placed one on; null where that has none. */
  readonly resumed: Regime | null;
  /** Why it cannot be placed. */
  readonly conflicts: readonly RegimeFault[];
}

/** Number of the next version of a regime, taken-back ones counted. */
export type NextVersion = (code: string) => number;

/** Regimes that follow each other: those of the city, or those of the same streets. */
const layerOf = ({ streets }: Pick<Regime, 'streets'>): string => [...streets].sort().join(' ');

const endOf = ({ to_ms }: Pick<Regime, 'to_ms'>): number => to_ms ?? Number.POSITIVE_INFINITY;

/** Those of one layer, in order of time. */
const layerWith = (regimes: readonly Regime[], one: Regime): Regime[] =>
  regimes.filter((other) => layerOf(other) === layerOf(one)).sort((a, b) => a.from_ms - b.from_ms);

/** What is known of versions besides what they say. */
export interface OfVersion {
  /** Whether it is a copy that goes on after another one. */
  resumes(one: Regime): boolean;
  /** Whether it ends as it was announced to, and was not cut short. */
  endsItself(one: Regime): boolean;
}

/**
 * Places a regime among those that are planned: what is in force at its begin ends there, and goes on as a new version at its
 * end. Another one that begins within its time stands in its way: that is taken back first.
 */
export function placeRegime(
  planned: readonly Regime[],
  draft: Regime,
  nextVersion: NextVersion,
  { resumes }: Pick<OfVersion, 'resumes'>,
): Placing {
  const overlapping = layerWith(planned, draft).filter(
    (one) => one.from_ms < endOf(draft) && endOf(one) > draft.from_ms,
  );
  const cut = overlapping.find(({ from_ms }) => from_ms < draft.from_ms) ?? null;
  const replaced = overlapping.find((one) => one.from_ms === draft.from_ms && resumes(one)) ?? null;
  const placed = { ...draft, version: nextVersion(draft.code) };
  const follows = cut ?? replaced;
  const goesOn = follows !== null && draft.to_ms !== null && endOf(follows) > draft.to_ms;
  return {
    ...{ placed, cut, replaced },
    resumed: goesOn ? resume(follows, draft.to_ms as number, follows.to_ms, [placed], nextVersion) : null,
    conflicts: overlapping
      .filter((one) => one !== cut && one !== replaced)
      .map((one) => (resumes(one) ? resumesWithin(one) : inTheWay(one))),
  };
}

function resume(
  before: Regime,
  from_ms: number,
  to_ms: number | null,
  beside: readonly Regime[],
  nextVersion: NextVersion,
): Regime {
  const taken = beside.filter(({ code }) => code === before.code).length;
  return { ...before, version: nextVersion(before.code) + taken, from_ms, to_ms };
}

const inTheWay = ({ code, name, version, from_ms, to_ms }: Regime): RegimeFault => ({
  ...{ code: 'planned_meanwhile', level: 'error', of: code, rules: [], from_ms, to_ms },
  text: {
    zh: `“${name.zh}”第 ${version} 版已定于 ${clockText(from_ms)} 生效，与本规则集时间重叠：请先撤回它，或改本规则集的起止时间`,
    en: `“${name.en}” version ${version} begins at ${clockText(from_ms)}, within the time of this one: take that back first, or change the times of this one`,
  },
});

const resumesWithin = ({ code, name, from_ms, to_ms }: Regime): RegimeFault => ({
  ...{ code: 'resumes_within', level: 'error', of: code, rules: [], from_ms, to_ms },
  text: {
    zh: `“${name.zh}”定于 ${clockText(from_ms)} 在前一规则集结束后恢复：请让本规则集在此之前结束，或从此刻开始`,
    en: `“${name.en}” goes on at ${clockText(from_ms)}, where the one before it ends: end this one by then, or begin it then`,
  },
});

/** The book as it will be with a regime placed in it. */
export function bookWith(
  { regimes, ports }: RegimeBook,
  { placed, cut, replaced, resumed }: Placing,
): RegimeBook {
  const others = regimes
    .filter((one) => one !== replaced)
    .map((one) => (one === cut ? { ...one, to_ms: placed.from_ms } : one));
  return { regimes: [...others, placed, ...(resumed ? [resumed] : [])], ports };
}

/** What is wrong with a book that is not wrong with the one before it, errors first. */
export function faultsAdded(before: RegimeBook, after: RegimeBook): RegimeFault[] {
  const known = new Set(checkRegimes(before).map((fault) => JSON.stringify(fault)));
  return checkRegimes(after).filter((fault) => !known.has(JSON.stringify(fault)));
}

/**
 * What of a book is not over: checks look at that alone, since nothing that is placed changes the past, and a book grows for
 * years. Regimes and states stay the same objects.
 */
export const bookAhead = ({ regimes, ports }: RegimeBook, now_ms: number): RegimeBook => ({
  regimes: regimes.filter((one) => endOf(one) > now_ms),
  ports: ports.filter((one) => endOf(one) > now_ms),
});

/** Everything that keeps a regime from being announced, and what is worth a note. */
export function faultsOfDraft(
  book: RegimeBook,
  draft: Regime,
  nextVersion: NextVersion,
  of: Pick<OfVersion, 'resumes'>,
): RegimeFault[] {
  const placing = placeRegime(book.regimes, draft, nextVersion, of);
  if (placing.conflicts.length === 0) return faultsAdded(book, bookWith(book, placing));
  // Where others stand in its way, its times are looked at once those are gone: the rest is looked at now.
  const alone = book.regimes.filter((one) => layerOf(one) !== layerOf(draft));
  const rest = faultsAdded({ ...book, regimes: alone }, { ...book, regimes: [...alone, placing.placed] });
  return [...placing.conflicts, ...rest];
}

/** What a regime that is taken back leaves behind. */
export interface TakingBack {
  /** Ends at these instants from now on; one that never begins is not among them. */
  readonly ends: readonly { readonly regime: Regime; readonly to_ms: number | null }[];
  /** Resumed versions that never begin, because what they resume never ends, or goes on earlier. */
  readonly dropped: readonly Regime[];
  /** Goes on at once. */
  readonly resumed: Regime | null;
}

/**
 * Takes a regime back: before its begin, what was to end there goes on; after it, it ends now and what was before it goes on as
 * a new version. Null where nothing was before it, so that nothing would be in force.
 */
export function takeBack(
  planned: readonly Regime[],
  regime: Regime,
  { resumes, endsItself }: OfVersion,
  nextVersion: NextVersion,
  now_ms: number,
): TakingBack | null {
  const layer = layerWith(planned, regime);
  const before = layer.find((one) => one.to_ms === regime.from_ms) ?? null;
  const next = layer.find((one) => one.from_ms === regime.to_ms) ?? null;
  const after = next !== null && resumes(next) ? next : null;
  const isCity = regime.streets.length === 0;
  if (before === null && isCity) return null;
  // What ended by itself where this one begins is not made longer: what goes on after it goes on earlier.
  const filler = before !== null && after !== null && endsItself(before) ? after : before;
  const isDropped = after !== null && after.code === filler?.code;
  const to_ms = isDropped ? after.to_ms : regime.to_ms;
  const dropped = isDropped ? [after] : [];
  const goesOn = (from_ms: number) =>
    filler === null ? null : resume(filler, from_ms, to_ms, [], nextVersion);
  if (regime.from_ms <= now_ms)
    return { ends: [{ regime, to_ms: now_ms }], dropped, resumed: goesOn(now_ms) };
  if (filler === null) return { ends: [], dropped, resumed: null };
  if (filler === before) return { ends: [{ regime: before, to_ms }], dropped, resumed: null };
  return { ends: [], dropped, resumed: goesOn(regime.from_ms) };
}
