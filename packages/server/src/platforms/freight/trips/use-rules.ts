import type { Bilingual } from '@opentocc/contract';
import { clockText, type FreightTrip } from '@opentocc/core/freight';
import type { UseRefusal } from './door.ts';
import type { UseRow } from './model.ts';

type Use = Pick<UseRow, 'place' | 'passage' | 'at_ms'>;

/**
 * Why a trip does not go through a gate once more; null where it does. Each crossing opens its port once in its direction, each
 * stop the gates of its place once in and once out; and a truck that went into a place goes into no other before it was seen to
 * leave, or was to leave. No truck is locked in: what is said against a passage out is for who looks into it afterwards.
 * @param uses of every permit of the trip, in order of time
 */
export function useRefusal(
  trip: Pick<FreightTrip, 'declared' | 'driven'>,
  uses: readonly Use[],
  pass: Use,
): UseRefusal | null {
  const { declared } = trip;
  const { place, passage, at_ms } = pass;
  const may =
    declared.crossings.filter((one) => one.port === place && one.direction === passage).length +
    declared.stops.filter(({ code }) => code === place).length;
  if (may === 0) return { code: 'other_place', text: UNDECLARED };
  const same = uses.filter((one) => one.place === place && one.passage === passage);
  if (same.length >= may) return { code: 'used', text: usedWords(same[same.length - 1]) };
  if (passage === 'out') return null;
  const before = uses.filter((one) => one.at_ms <= at_ms).at(-1);
  const next = uses.find((one) => one.at_ms > at_ms);
  const other =
    (before && isApart(before, pass, trip, uses) && before) ||
    (next?.passage === 'in' && isApart(pass, next, trip, uses) && next);
  return other ? { code: 'elsewhere', text: elsewhereWords(other) } : null;
}

/** Whether a truck went into a place and then into another one, while it was to be in the first and nothing says that it left. */
function isApart(
  first: Use,
  second: Use,
  { declared, driven }: Pick<FreightTrip, 'declared' | 'driven'>,
  uses: readonly Use[],
): boolean {
  if (first.passage !== 'in' || first.place === second.place) return false;
  const visits = uses.filter(
    (one) => one.place === first.place && one.passage === 'in' && one.at_ms < first.at_ms,
  );
  const stop = declared.stops.filter(({ code }) => code === first.place)[visits.length];
  const isDue = stop !== undefined && second.at_ms < stop.to_ms;
  const isAway =
    driven.stays.some(({ code, to_ms }) => code === first.place && to_ms > first.at_ms) ||
    driven.crossings.some((one) => one.at_ms > first.at_ms);
  return isDue && !isAway;
}

const UNDECLARED: Bilingual = {
  zh: '车次没有申报此处或此方向',
  en: 'The trip did not declare this place, or this direction',
};

const usedWords = ({ place, at_ms }: Use): Bilingual => ({
  zh: `凭证在 ${place} 此方向已用过（${clockText(at_ms)}）`,
  en: `The permit was used at ${place} in this direction before (${clockText(at_ms)})`,
});

const elsewhereWords = ({ place, at_ms }: Use): Bilingual => ({
  zh: `凭证已于 ${clockText(at_ms)} 用于进入 ${place}，未见离开`,
  en: `The permit let a truck into ${place} at ${clockText(at_ms)}, which was not seen to leave`,
});
