import type { Bilingual, CaseField, CaseType, FigureKey } from '@opentocc/contract';
import type { CallFact } from '../calls/index.ts';
import type { ReviewRow } from '../reviews/index.ts';
import { type RectificationRow, satisfiedOf, type VisitRow } from '../visits/index.ts';
import type { FactRow } from './store.ts';

/** All that figures are counted from, for a span. */
export interface Sources {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly now_ms: number;
  readonly facts: readonly FactRow[];
  /** Facts by case, for what is counted by visits and reviews. */
  readonly factOf: ReadonlyMap<number, FactRow>;
  readonly visits: readonly VisitRow[];
  /** Cases with a visit that was answered, of those that were closed in the span. */
  readonly visited: ReadonlySet<number>;
  readonly rectifications: readonly RectificationRow[];
  readonly reviews: readonly ReviewRow[];
  readonly reviewed: ReadonlySet<number>;
  readonly calls: readonly CallFact[];
}

/** One thing that a figure counts; all that is said of a figure is added up from these. */
export interface Item {
  readonly case: number | null;
  readonly number: string;
  readonly title: string;
  readonly type: CaseType | null;
  readonly field: CaseField | null;
  readonly unit: string | null;
  readonly district: string | null;
  readonly at_ms: number;
  readonly counts: boolean;
}

export interface FigureDefinition {
  readonly key: FigureKey;
  readonly name: Bilingual;
  readonly definition: Bilingual;
  readonly direction: 'high' | 'low';
  readonly target: number | null;
  readonly source: Bilingual;
  readonly assumed: boolean;
  readonly items: (sources: Sources) => readonly Item[];
}

const NATIONAL = {
  zh: '目标暂取全国 2020 年 2 月水平（部通报）；考核目标值未查得',
  en: 'For want of a target, the national figure of February 2020; the one that is judged by is not known',
};
const CENTRE = { zh: '中心内部管理要求', en: 'Practice of the centre' };

const onFact = (fact: FactRow, at_ms: number, counts: boolean): Item => {
  const { number, title, type, field, unit, district } = fact;
  return { case: fact.case, number, title, type, field, unit, district, at_ms, counts };
};

const received = ({ facts, from_ms, to_ms }: Sources): readonly FactRow[] =>
  facts.filter(
    ({ received_ms, is_left_out }) => !is_left_out && received_ms >= from_ms && received_ms < to_ms,
  );

/** When it was settled whether something was in time: when it was done or, where it was not by then, when it was due. */
function settled(finished_ms: number | null, due_ms: number | null): number | null {
  if (due_ms === null) return null;
  // What is due at the end of a day is due at the midnight after it.
  return Math.min(finished_ms ?? due_ms, due_ms - 1);
}

function inTime(
  sources: Sources,
  which: (fact: FactRow) => boolean,
  clock: (fact: FactRow) => readonly [finished_ms: number | null, due_ms: number | null],
): Item[] {
  return sources.facts.flatMap((fact) => {
    const [finished_ms, due_ms] = clock(fact);
    const at_ms = settled(finished_ms, due_ms);
    const isCounted =
      at_ms !== null && at_ms >= sources.from_ms && at_ms < sources.to_ms && at_ms <= sources.now_ms;
    if (!isCounted || fact.is_left_out || !which(fact)) return [];
    return [onFact(fact, at_ms, finished_ms !== null && due_ms !== null && finished_ms <= due_ms)];
  });
}
const closing = ({ closing_finished_ms, closing_due_ms }: FactRow) =>
  [closing_finished_ms, closing_due_ms] as const;
const answering = ({ answer_finished_ms, answer_due_ms }: FactRow) =>
  [answer_finished_ms, answer_due_ms] as const;

/** Cases that were closed in the span for the first time. */
const closed = ({ facts, from_ms, to_ms }: Sources, which: (fact: FactRow) => boolean): FactRow[] =>
  facts.filter((fact) => {
    const at_ms = fact.closing_finished_ms;
    return at_ms !== null && at_ms >= from_ms && at_ms < to_ms && !fact.is_left_out && which(fact);
  });

const isDispatched = ({ at_once, dispatches }: FactRow): boolean => !at_once && dispatches > 0;

/** Of visits where somebody said how satisfied they are; who was not reached said nothing. */
const satisfied = ({ visits, factOf }: Sources, which: (visit: VisitRow) => boolean): Item[] =>
  visits.filter(which).flatMap((visit) => {
    const said = satisfiedOf(visit);
    if (said === undefined || visit.answered_ms === null) return [];
    const { number, title, type, field, unit } = visit;
    const district = factOf.get(visit.case)?.district ?? null;
    return [
      {
        case: visit.case,
        number,
        title,
        type,
        field,
        unit,
        district,
        at_ms: visit.answered_ms,
        counts: said,
      },
    ];
  });

const connected = ({ calls }: Sources, most_ms: number | null, net = false): Item[] =>
  calls
    .filter(({ wait_ms, exempt }) => (most_ms === null || wait_ms !== null) && !(net && exempt))
    .map(({ call, begin_ms, answered, wait_ms }) => ({
      ...{ case: null, number: call, title: '', type: null, field: null, unit: null, district: null },
      ...{ at_ms: begin_ms, counts: most_ms === null ? answered : wait_ms !== null && wait_ms <= most_ms },
    }));

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
  items: (sources: Sources) => readonly Item[],
): FigureDefinition => ({
  ...{
    key,
    name: { zh, en },
    definition: { zh: what_zh, en: what_en },
    target,
    source,
    assumed,
    direction,
    items,
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
    (sources) =>
      received(sources)
        .filter(({ type }) => type === 'consultation')
        .map((fact) => onFact(fact, fact.received_ms, fact.at_once)),
  ),
  define(
    'others_closed_in_time',
    ['非投诉举报限时办结率', 'Others closed in time'],
    [
      '按时办结的转办咨询、建议 ÷ 已办结或已到期的，按办结日或到期日（取早）',
      'Dispatched consultations and suggestions closed in time ÷ closed or past due, by the day on which that was settled',
    ],
    [0.8678, NATIONAL, true],
    (sources) => inTime(sources, (fact) => fact.type !== 'complaint' && !fact.at_once, closing),
  ),
  define(
    'at_once_satisfied',
    ['即时答复满意率', 'Satisfied with answers at once'],
    [
      '满意 ÷ 接通且表态的即时答复工单回访，按回访日',
      'Satisfied ÷ visits of cases answered at once in which somebody said, by the day of the visit',
    ],
    [0.9698, NATIONAL, true],
    (sources) => satisfied(sources, ({ at_once }) => at_once),
  ),
  define(
    'dispatched_visited',
    ['转办工单回访率', 'Dispatched cases visited'],
    [
      '回访接通的 ÷ 办结的转办工单，按首次办结日；未接通不算回访',
      'Visits that reached somebody ÷ dispatched cases closed, by the day of first closing; no answer is no visit',
    ],
    [0.4425, NATIONAL, true],
    (sources) =>
      closed(sources, isDispatched).map((fact) =>
        onFact(fact, fact.closing_finished_ms ?? 0, sources.visited.has(fact.case)),
      ),
  ),
  define(
    'bad_answers_rectified',
    ['差评整改率', 'Bad answers rectified'],
    ['已销号的 ÷ 差评整改，按差评日', 'Rectifications that are closed ÷ begun, by the day of the bad answer'],
    [1, CENTRE, true],
    ({ rectifications, factOf }) =>
      rectifications.flatMap((one) => {
        const fact = factOf.get(one.case);
        return fact ? [{ ...onFact(fact, one.began_ms, one.state === 'closed'), unit: one.unit }] : [];
      }),
  ),
  define(
    'complaints_closed_in_time',
    ['投诉举报限时办结率', 'Complaints closed in time'],
    [
      '按时办结的投诉举报 ÷ 已办结或已到期的，按办结日或到期日（取早）',
      'Complaints closed in time ÷ closed or past due, by the day on which that was settled',
    ],
    [0.8678, NATIONAL, true],
    (sources) => inTime(sources, (fact) => fact.type === 'complaint', closing),
  ),
  define(
    'complaints_reviewed',
    ['投诉举报复核率', 'Complaints reviewed'],
    [
      '经质检或回访复核的 ÷ 办结的投诉举报，按首次办结日',
      'Reviewed, or visited with an answer ÷ complaints closed, by the day of first closing',
    ],
    [null, { zh: '口径与目标未查得', en: 'Neither target nor exact meaning is known' }, true],
    (sources) =>
      closed(sources, ({ type }) => type === 'complaint').map((fact) =>
        onFact(
          fact,
          fact.closing_finished_ms ?? 0,
          sources.reviewed.has(fact.case) || sources.visited.has(fact.case),
        ),
      ),
  ),
  define(
    'complaints_satisfied',
    ['投诉举报回访满意率', 'Complainants satisfied'],
    [
      '满意 ÷ 接通且表态的投诉举报回访，按回访日；执法类不计',
      'Satisfied ÷ visits of complaints in which somebody said, by the day of the visit; not of enforcement',
    ],
    [0.9698, NATIONAL, true],
    (sources) => satisfied(sources, ({ type }) => type === 'complaint'),
  ),
  define(
    'calls_connected',
    ['接通率', 'Calls connected'],
    ['接通 ÷ 接通或放弃的呼入，按呼入日', 'Answered ÷ answered or given up, by the day of the call'],
    [0.95, STANDARD, false],
    (sources) => connected(sources, null),
  ),
  define(
    'connected_10s',
    ['10 秒内接通率', 'Connected within 10 s'],
    ['10 秒内接通 ÷ 接通，按呼入日', 'Answered within 10 s ÷ answered, by the day of the call'],
    [0.8, STANDARD, true],
    (sources) => connected(sources, 10_000),
  ),
  define(
    'connected_15s',
    ['15 秒内接通率', 'Connected within 15 s'],
    [
      '15 秒内接通 ÷ 接通，按呼入日；过载与故障未除外',
      'Answered within 15 s ÷ answered, by the day of the call; overload and outage are not left out',
    ],
    [0.8, STANDARD, false],
    (sources) => connected(sources, 15_000),
  ),
  define(
    'connected_15s_net',
    ['15 秒内接通率（净值）', 'Connected within 15 s, net'],
    [
      '15 秒内接通 ÷ 接通，按呼入日；不含经他人批准的过载、故障时段',
      'Answered within 15 s ÷ answered, by the day of the call; without hours of overload and outage that somebody else approved',
    ],
    [0.8, STANDARD, true],
    (sources) => connected(sources, 15_000, true),
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
    (sources) =>
      received(sources)
        .filter(({ dispatches }) => dispatches > 0)
        .map((fact) => onFact(fact, fact.received_ms, fact.returns > 0)),
  ),
  define(
    'reworked',
    ['重办率', 'Done again'],
    [
      '退回重办过的 ÷ 答复过的转办工单，按受理日',
      'Sent back to be done again ÷ dispatched and answered, by the day of receipt',
    ],
    [null, { zh: '目标未查得', en: 'No target is known' }, true, 'low'],
    (sources) =>
      received(sources)
        .filter(({ dispatches, is_answered }) => dispatches > 0 && is_answered)
        .map((fact) => onFact(fact, fact.received_ms, fact.reworks > 0)),
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
    ({ reviews }) =>
      reviews.map((row) => {
        const { number, title, type, field, unit, district } = row;
        const at_ms = row.judged_ms ?? 0;
        return {
          case: row.case,
          number,
          title,
          type,
          field,
          unit,
          district,
          at_ms,
          counts: row.is_right === true,
        };
      }),
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
    (sources) => inTime(sources, () => true, answering),
  ),
];
