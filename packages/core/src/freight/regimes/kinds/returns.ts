import { DAY_MS, dayNumber, dayStart_ms, HOUR_MS } from '../../../time/index.ts';
import { clockText } from '../clock-words.ts';
import { POINT_WORDS } from '../point-words.ts';
import type { Crossing, FreightTrip, PointKind, Visit } from '../trip.ts';
import { breach, fault, type RuleHead, type RuleKind } from './rule-kind.ts';

/** By when a truck has to be back across the border. */
export interface ReturnsRule extends RuleHead {
  readonly kind: 'returns';
  /** Before the end of the city's day on which it crossed, or hours after that. */
  readonly within: { readonly kind: 'same_day' } | { readonly kind: 'hours'; readonly hours: number };
  /** Kind of place at which it may be overnight, so that it is back a day later, where one was declared before the crossing. */
  readonly overnight: PointKind | null;
}

export const returns: RuleKind<ReturnsRule> = {
  kind: 'returns',
  name: { zh: '返程', en: 'Returns' },
  notice: {
    zh: '规定最迟何时返回；可准许在入境前申报的住宿点过夜，次日返回。',
    en: 'Says by when a truck is back; it may stay a night longer at a lodging that was declared before it crossed, where the rule permits.',
  },
  judge(rule, trip) {
    const there = crossingOf(trip, trip.direction);
    const back = crossingOf(trip, trip.direction === 'in' ? 'out' : 'in');
    if (there === undefined || back === undefined) return [];
    const by_ms = returnBy(rule, trip, there);
    if (back.at_ms < by_ms) return [];
    return [
      breach(
        ...(['returned_late', back.at_ms] as const),
        `应在 ${clockText(by_ms)} 前返回，${clockText(back.at_ms)} 才返回`,
        `Had to be back before ${clockText(by_ms)}; the way back is at ${clockText(back.at_ms)}`,
      ),
    ];
  },
  check: ({ within, overnight }) => [
    ...(within.kind === 'hours' && within.hours <= 0
      ? [fault('return_hours', '返回时限应大于零', 'The time to return must be more than nothing')]
      : []),
    ...(overnight === 'port'
      ? [
          fault(
            'overnight_port',
            '口岸不能过夜：请改为住宿点',
            'No truck stays the night at a port: choose a lodging',
          ),
        ]
      : []),
  ],
  contradicts: (a, b) =>
    a.overnight !== b.overnight
      ? fault(
          'overnight_or_not',
          `一条${nightWords(a.overnight).zh}，另一条${nightWords(b.overnight).zh}`,
          `One ${nightWords(a.overnight).en}, the other ${nightWords(b.overnight).en}`,
        )
      : null,
};

const nightWords = (kind: PointKind | null) =>
  kind === null
    ? { zh: '不许过夜', en: 'permits no night' }
    : { zh: `许在${POINT_WORDS[kind].zh}过夜`, en: `permits a night at a ${POINT_WORDS[kind].en}` };

const crossingOf = ({ driven, declared }: FreightTrip, direction: Crossing['direction']) =>
  driven.crossings.findLast((one) => one.direction === direction) ??
  declared.crossings.findLast((one) => one.direction === direction);

/** The instant before which a truck that crossed there has to be back. */
export function returnBy(
  { within, overnight }: Pick<ReturnsRule, 'within' | 'overnight'>,
  { declared }: Pick<FreightTrip, 'declared'>,
  there: Crossing,
): number {
  const by_ms =
    within.kind === 'hours' ? there.at_ms + within.hours * HOUR_MS : dayStart_ms(dayNumber(there.at_ms) + 1);
  const isBefore = declared.at_ms !== null && declared.at_ms <= there.at_ms;
  const nights = isBefore && overnight !== null ? nightsAt(declared.stops, overnight, by_ms) : 0;
  return by_ms + nights * DAY_MS;
}

/** Nights for which a place of the kind is declared, from the deadline on. */
function nightsAt(stops: readonly Visit[], kind: PointKind, by_ms: number): number {
  const last_ms = Math.max(0, ...stops.filter((stop) => stop.kind === kind).map(({ to_ms }) => to_ms));
  return last_ms > by_ms ? Math.ceil((last_ms - by_ms) / DAY_MS) : 0;
}
