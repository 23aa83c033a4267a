import { TRIP_MODES, type TripMode } from '../trip.ts';
import { breach, fault, isDisjoint, type RuleHead, type RuleKind } from './rule-kind.ts';

/** Which trips may go at all, by how their goods go on. */
export interface TripsRule extends RuleHead {
  readonly kind: 'trips';
  /** Empty where none may go. */
  readonly modes: readonly TripMode[];
}

export const MODE_WORDS = {
  direct: { zh: '直达', en: 'direct' },
  relayed: { zh: '接驳', en: 'relayed' },
} as const;

export const trips: RuleKind<TripsRule> = {
  kind: 'trips',
  name: { zh: '可行车次', en: 'Trips that may go' },
  notice: {
    zh: '规定哪些车次可以通行：直达，或在接驳点换车换人后继续；都不列即一律不得通行。',
    en: 'Says which trips may go: direct ones, or those whose goods change the tractor or driver at a transfer point. With neither listed, none may.',
  },
  judge({ modes }, { declared, direction }) {
    const { mode } = declared;
    if (modes.includes(mode)) return [];
    const at_ms = declared.crossings[0]?.at_ms ?? null;
    const way = direction === 'in' ? { zh: '入境', en: 'inbound' } : { zh: '出境', en: 'outbound' };
    const { zh, en } = MODE_WORDS[mode];
    if (modes.length === 0)
      return [breach('none_may_go', at_ms, `此类${way.zh}车次不得通行`, `No such ${way.en} trip may go`)];
    const allowed = modes.map((one) => MODE_WORDS[one]);
    return [
      breach(
        'mode',
        at_ms,
        `该车次为${zh}，此类车次只可${allowed.map((one) => one.zh).join('或')}`,
        `The trip is ${en}; such trips must be ${allowed.map((one) => one.en).join(' or ')}`,
      ),
    ];
  },
  check: ({ modes }) =>
    new Set(modes).size < modes.length || modes.some((mode) => !TRIP_MODES.includes(mode))
      ? [fault('modes', '通行方式重复或未知：请改正', 'A mode stands twice or is unknown: correct it')]
      : [],
  contradicts: (a, b) =>
    isDisjoint(a.modes, b.modes) || (a.modes.length === 0) !== (b.modes.length === 0)
      ? fault(
          'modes_apart',
          '一条要求的通行方式另一条不许：请让两者有共同的方式',
          'One asks for a mode that the other forbids: give both a mode in common',
        )
      : null,
};
