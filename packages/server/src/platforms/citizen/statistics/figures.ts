import type { Bilingual, CaseField, CaseType, FigureKey } from '@opentocc/contract';
import type { CallFact } from '../calls/index.ts';
import type { JudgedReview } from '../reviews/index.ts';
import { type AnsweredVisit, type BegunRectification, satisfiedOf } from '../visits/index.ts';
import type { Fact } from './fact.ts';
import type { FactTable } from './fact-table.ts';

/** All that figures are counted from, for a span. */
export interface Sources {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly now_ms: number;
  readonly facts: Pick<FactTable, 'find' | 'within'>;
  readonly visits: readonly AnsweredVisit[];
  /** Cases with a visit that was answered, of those that were closed in the span. */
  readonly visited: ReadonlySet<number>;
  readonly rectifications: readonly BegunRectification[];
  readonly reviews: readonly JudgedReview[];
  readonly reviewed: ReadonlySet<number>;
  readonly calls: readonly CallFact[];
}

/** By what figures are parted. */
export interface Filed {
  readonly type: CaseType | null;
  readonly field: CaseField | null;
  readonly unit: string | null;
  readonly district: string | null;
}

/**
 * Takes one thing that a figure counts; all that is said of a figure is added up from these.
 * @param of not to be held on to: it may show another case by then
 * @param thing the number of the case, or what the switchboard calls the call
 * @param counts whether it is in the numerator
 */
export type Take = (of: Filed, thing: number | string, at_ms: number, counts: boolean) => void;

/** What things are counted: each is looked at once, for all figures that count such things. */
export interface Things {
  readonly facts: Fact;
  readonly visits: AnsweredVisit;
  readonly rectifications: BegunRectification;
  readonly reviews: JudgedReview;
  readonly calls: CallFact;
}
export type Judge<T> = (thing: T, sources: Sources, take: Take) => void;
type Judges = { readonly [K in keyof Things]?: Judge<Things[K]> };

export interface FigureDefinition {
  readonly key: FigureKey;
  readonly name: Bilingual;
  readonly definition: Bilingual;
  readonly direction: 'high' | 'low';
  readonly target: number | null;
  readonly source: Bilingual;
  readonly assumed: boolean;
  readonly judges: Judges;
}

const NATIONAL = {
  zh: '目标暂取全国 2020 年 2 月水平（部通报）；考核目标值未查得',
  en: 'For want of a target, the national figure of February 2020; the one that is judged by is not known',
};
const CENTRE = { zh: '中心内部管理要求', en: 'Practice of the centre' };

const isWithin = (at_ms: number | null, { from_ms, to_ms }: Sources): at_ms is number =>
  at_ms !== null && at_ms >= from_ms && at_ms < to_ms;

/** Cases that were received in the span. */
const received = (which: (fact: Fact) => boolean, counts: (fact: Fact) => boolean): Judges => ({
  facts(fact, sources, take) {
    const { received_ms } = fact;
    if (isWithin(received_ms, sources) && !fact.is_left_out && which(fact))
      take(fact, fact.case, received_ms, counts(fact));
  },
});

/** When it was settled whether something was in time: when it was done or, where it was not by then, when it was due. */
function settled(finished_ms: number | null, due_ms: number | null): number | null {
  if (due_ms === null) return null;
  // What is due at the end of a day is due at the midnight after it.
  return Math.min(finished_ms ?? due_ms, due_ms - 1);
}

const inTime = (which: (fact: Fact) => boolean, clock: 'answer' | 'closing'): Judges => ({
  facts(fact, sources, take) {
    const [finished_ms, due_ms] = [fact[`${clock}_finished_ms`], fact[`${clock}_due_ms`]];
    const at_ms = settled(finished_ms, due_ms);
    if (!isWithin(at_ms, sources) || at_ms > sources.now_ms || fact.is_left_out || !which(fact)) return;
    take(fact, fact.case, at_ms, finished_ms !== null && due_ms !== null && finished_ms <= due_ms);
  },
});

/** Whether a case was closed in the span for the first time, and counts. */
const isClosed = (fact: Fact, sources: Sources): boolean =>
  isWithin(fact.closing_finished_ms, sources) && !fact.is_left_out;
const isDispatched = ({ at_once, dispatches }: Fact): boolean => !at_once && dispatches > 0;
const isComplaint = ({ type }: Fact): boolean => type === 'complaint';

/** Whether visits and reviews of a case are asked for. */
export const isFollowedUp = (fact: Fact, sources: Sources): boolean =>
  isClosed(fact, sources) && (isDispatched(fact) || isComplaint(fact));

const closed = (
  which: (fact: Fact) => boolean,
  counts: (id: number, sources: Sources) => boolean,
): Judges => ({
  facts(fact, sources, take) {
    if (isClosed(fact, sources) && which(fact))
      take(fact, fact.case, fact.closing_finished_ms ?? 0, counts(fact.case, sources));
  },
});

/** Of visits where somebody said how satisfied they are; who was not reached said nothing. */
const satisfied = (which: (visit: AnsweredVisit) => boolean): Judges => ({
  visits(visit, { facts }, take) {
    const said = which(visit) ? satisfiedOf(visit) : undefined;
    if (said === undefined || visit.answered_ms === null) return;
    const { type, field, unit } = visit;
    const district = facts.find(visit.case)?.district ?? null;
    take({ type, field, unit, district }, visit.case, visit.answered_ms, said);
  },
});

const OF_A_CALL: Filed = { type: null, field: null, unit: null, district: null };

/**
 * Calls, of which those count that were answered in time; of those whose wait is not known none is counted.
 * @param net leaves out calls in times of overload and outage that somebody approved
 */
const connected = (most_ms: number | null, net = false): Judges => ({
  calls({ call, begin_ms, answered, wait_ms, exempt }, _, take) {
    if (net && exempt) return;
    if (most_ms === null) take(OF_A_CALL, call, begin_ms, answered);
    else if (wait_ms !== null) take(OF_A_CALL, call, begin_ms, wait_ms <= most_ms);
  },
});

const define = (
  key: FigureKey,
  [zh, en]: readonly [string, string],
  [what_zh, what_en]: readonly [string, string],
  [target, source, assumed, direction = 'high']: readonly [
    number | null,
    Bilingual,
    boolean,
    ('high' | 'low')?,
  ],
  judges: Judges,
): FigureDefinition => ({
  ...{
    key,
    name: { zh, en },
    definition: { zh: what_zh, en: what_en },
    target,
    source,
    assumed,
    direction,
    judges,
  },
});

const STANDARD = {
  zh: 'GB/T 33358；12345 接通 ≥ 95 %，15 秒 ≥ 80 %（单一来源）',
  en: 'GB/T 33358; connected ≥ 95 %, within 15 s ≥ 80 % (one source)',
};

/** Figures of the hotline, each with what it counts and of what. Merged, withdrawn and referred cases are left out of all. */
export const FIGURES: readonly FigureDefinition[] = [
  define(
    'consultations_at_once',
    ['信息咨询即时答复率', 'Consultations answered at once'],
    [
      '话务员即时答复的咨询 ÷ 受理的咨询，按受理日',
      'Consultations that the hotline answered at once ÷ received, by the day of receipt',
    ],
    [0.9843, NATIONAL, true],
    received(
      ({ type }) => type === 'consultation',
      ({ at_once }) => at_once,
    ),
  ),
  define(
    'others_closed_in_time',
    ['非投诉举报限时办结率', 'Others closed in time'],
    [
      '按时办结的转办咨询、建议 ÷ 已办结或已到期的，按办结日或到期日（取早）',
      'Dispatched consultations and suggestions closed in time ÷ closed or past due, by the day on which that was settled',
    ],
    [0.8678, NATIONAL, true],
    inTime((fact) => !isComplaint(fact) && !fact.at_once, 'closing'),
  ),
  define(
    'at_once_satisfied',
    ['即时答复满意率', 'Satisfied with answers at once'],
    [
      '满意 ÷ 接通且表态的即时答复工单回访，按回访日',
      'Satisfied ÷ visits of cases answered at once in which somebody said, by the day of the visit',
    ],
    [0.9698, NATIONAL, true],
    satisfied(({ at_once }) => at_once),
  ),
  define(
    'dispatched_visited',
    ['转办工单回访率', 'Dispatched cases visited'],
    [
      '回访接通的 ÷ 办结的转办工单，按首次办结日；未接通不算回访',
      'Visits that reached somebody ÷ dispatched cases closed, by the day of first closing; no answer is no visit',
    ],
    [0.4425, NATIONAL, true],
    closed(isDispatched, (id, { visited }) => visited.has(id)),
  ),
  define(
    'bad_answers_rectified',
    ['差评整改率', 'Bad answers rectified'],
    ['已销号的 ÷ 差评整改，按差评日', 'Rectifications that are closed ÷ begun, by the day of the bad answer'],
    [1, CENTRE, true],
    {
      rectifications({ case: of, unit, began_ms, state }, { facts }, take) {
        const fact = facts.find(of);
        if (!fact) return;
        const { type, field, district } = fact;
        take({ type, field, unit, district }, of, began_ms, state === 'closed');
      },
    },
  ),
  define(
    'complaints_closed_in_time',
    ['投诉举报限时办结率', 'Complaints closed in time'],
    [
      '按时办结的投诉举报 ÷ 已办结或已到期的，按办结日或到期日（取早）',
      'Complaints closed in time ÷ closed or past due, by the day on which that was settled',
    ],
    [0.8678, NATIONAL, true],
    inTime(isComplaint, 'closing'),
  ),
  define(
    'complaints_reviewed',
    ['投诉举报复核率', 'Complaints reviewed'],
    [
      '经质检或回访复核的 ÷ 办结的投诉举报，按首次办结日',
      'Reviewed, or visited with an answer ÷ complaints closed, by the day of first closing',
    ],
    [null, { zh: '口径与目标未查得', en: 'Neither target nor exact meaning is known' }, true],
    closed(isComplaint, (id, { reviewed, visited }) => reviewed.has(id) || visited.has(id)),
  ),
  define(
    'complaints_satisfied',
    ['投诉举报回访满意率', 'Complainants satisfied'],
    [
      '满意 ÷ 接通且表态的投诉举报回访，按回访日；执法类不计',
      'Satisfied ÷ visits of complaints in which somebody said, by the day of the visit; not of enforcement',
    ],
    [0.9698, NATIONAL, true],
    satisfied(({ type }) => type === 'complaint'),
  ),
  define(
    'calls_connected',
    ['接通率', 'Calls connected'],
    ['接通 ÷ 接通或放弃的呼入，按呼入日', 'Answered ÷ answered or given up, by the day of the call'],
    [0.95, STANDARD, false],
    connected(null),
  ),
  define(
    'connected_10s',
    ['10 秒内接通率', 'Connected within 10 s'],
    ['10 秒内接通 ÷ 接通，按呼入日', 'Answered within 10 s ÷ answered, by the day of the call'],
    [0.8, STANDARD, true],
    connected(10_000),
  ),
  define(
    'connected_15s',
    ['15 秒内接通率', 'Connected within 15 s'],
    [
      '15 秒内接通 ÷ 接通，按呼入日；过载与故障未除外',
      'Answered within 15 s ÷ answered, by the day of the call; overload and outage are not left out',
    ],
    [0.8, STANDARD, false],
    connected(15_000),
  ),
  define(
    'connected_15s_net',
    ['15 秒内接通率（净值）', 'Connected within 15 s, net'],
    [
      '15 秒内接通 ÷ 接通，按呼入日；不含经他人批准的过载、故障时段',
      'Answered within 15 s ÷ answered, by the day of the call; without hours of overload and outage that somebody else approved',
    ],
    [0.8, STANDARD, true],
    connected(15_000, true),
  ),
  define(
    'returned',
    ['回退率', 'Returned by units'],
    ['退单的 ÷ 转办的工单，按受理日', 'Returned by a unit ÷ dispatched, by the day of receipt'],
    [
      0.02,
      { zh: '一次转办准确率 98 %（民意速办，单一来源）', en: 'Dispatched right at once 98 % (one source)' },
      true,
      'low',
    ],
    received(
      ({ dispatches }) => dispatches > 0,
      ({ returns }) => returns > 0,
    ),
  ),
  define(
    'reworked',
    ['重办率', 'Done again'],
    [
      '退回重办过的 ÷ 答复过的转办工单，按受理日',
      'Sent back to be done again ÷ dispatched and answered, by the day of receipt',
    ],
    [null, { zh: '目标未查得', en: 'No target is known' }, true, 'low'],
    received(
      ({ dispatches, is_answered }) => dispatches > 0 && is_answered,
      ({ reworks }) => reworks > 0,
    ),
  ),
  define(
    'accurate',
    ['准确率', 'Accurate'],
    ['评为正确的 ÷ 抽检评判的答复，按评判日', 'Judged right ÷ answers judged, by the day of the judgement'],
    [
      0.95,
      { zh: '项目运行指标：准确率、及时率 ≥ 95 %', en: 'Operating target of the project: ≥ 95 %' },
      false,
    ],
    {
      reviews: (review, _, take) =>
        take(review, review.case, review.judged_ms ?? 0, review.is_right === true),
    },
  ),
  define(
    'answered_in_time',
    ['及时率', 'Answered in time'],
    [
      '按时答复的 ÷ 已答复或已到期的工单，按答复日或到期日（取早）',
      'Answered in time ÷ answered or past due, by the day on which that was settled',
    ],
    [
      0.95,
      { zh: '项目运行指标：准确率、及时率 ≥ 95 %', en: 'Operating target of the project: ≥ 95 %' },
      false,
    ],
    inTime(() => true, 'answer'),
  ),
];
