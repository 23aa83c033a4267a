import { POINT_WORDS } from '../point-words.ts';
import type { FreightTrip, PointKind, Visit } from '../trip.ts';
import { listed } from '../words.ts';
import { type Breach, breach, fault, isDisjoint, type RuleHead, type RuleKind } from './rule-kind.ts';

/** At which points trips have to be: a transfer point, a work site. */
export interface PointsRule extends RuleHead {
  readonly kind: 'points';
  readonly point: PointKind;
  /** Codes of those that may be used; an empty list excludes none of the kind. */
  readonly codes: readonly string[];
  /** Whether a time must be booked there. */
  readonly booked: boolean;
}

export const points: RuleKind<PointsRule> = {
  kind: 'points',
  name: { zh: '点位', en: 'Points' },
  notice: {
    zh: '规定必须到达的点位（如接驳点、作业点），可限定名单，可要求预约。',
    en: 'Says at which kind of point a trip has to be (transfer point, work site), which ones may be used, and whether a time must be booked there.',
  },
  judge(rule, trip) {
    const { zh, en } = POINT_WORDS[rule.point];
    const own = trip.declared.stops.filter(({ kind }) => kind === rule.point);
    if (own.length === 0)
      return [
        breach(
          ...(['point_none', trip.declared.crossings[0]?.at_ms ?? null] as const),
          `没有申报${zh}`,
          `No ${en} is declared`,
        ),
      ];
    return [...unlisted(rule, own), ...unbooked(rule, own, trip), ...missed(rule, own, trip)];
  },
  check: ({ codes }) =>
    new Set(codes).size < codes.length
      ? [fault('points_twice', '点位重复：请删去重复', 'A point stands twice: delete one')]
      : [],
  contradicts: (a, b) =>
    a.point === b.point && isDisjoint(a.codes, b.codes)
      ? fault(
          'points_apart',
          `一条只许${POINT_WORDS[a.point].zh} ${listed(a.codes).zh}，另一条只许 ${listed(b.codes).zh}`,
          `One permits only the ${POINT_WORDS[a.point].en} ${listed(a.codes).en}, the other only ${listed(b.codes).en}`,
        )
      : null,
};

function unlisted({ codes, point }: PointsRule, stops: readonly Visit[]): Breach[] {
  if (codes.length === 0) return [];
  const { zh, en } = POINT_WORDS[point];
  return stops
    .filter(({ code }) => code === null || !codes.includes(code))
    .map(({ code, from_ms }) =>
      breach(
        ...(['point_unlisted', from_ms] as const),
        `${zh} ${code ?? '（无）'} 不在名单内（${listed(codes).zh}）`,
        `The ${en} ${code ?? '(none)'} is not on the list (${listed(codes).en})`,
      ),
    );
}

function unbooked({ booked, point }: PointsRule, stops: readonly Visit[], trip: FreightTrip): Breach[] {
  if (!booked) return [];
  const { zh, en } = POINT_WORDS[point];
  const has = ({ code, from_ms }: Visit) =>
    trip.declared.bookings.some((one) => one.code === code && from_ms >= one.from_ms && from_ms < one.to_ms);
  return stops
    .filter((stop) => !has(stop))
    .map(({ code, from_ms }) =>
      breach(
        ...(['point_unbooked', from_ms] as const),
        `${zh} ${code ?? ''} 没有该时段的预约`,
        `Nothing is booked at the ${en} ${code ?? ''} for that time`,
      ),
    );
}

/** Once a trip is over it must have been there. */
function missed({ point }: PointsRule, stops: readonly Visit[], { driven }: FreightTrip): Breach[] {
  if (
    !driven.over ||
    driven.stays.some(({ kind, code }) => kind === point && stops.some((s) => s.code === code))
  )
    return [];
  const { zh, en } = POINT_WORDS[point];
  return [
    breach(
      ...(['point_missed', stops[0].from_ms] as const),
      `车次结束，未到申报的${zh}`,
      `The trip is over and was at no declared ${en}`,
    ),
  ];
}
