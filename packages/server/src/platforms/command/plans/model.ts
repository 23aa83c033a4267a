import type { Bilingual, PlanCondition, PlanDocument, PlanLevel, PlanPhase } from '@opentocc/contract';
import { PLAN_LEVELS } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Area } from '../../../kit/area.ts';
import { cityDayStart } from '../../../kit/clock.ts';
import { clock, minutes } from './words.ts';

/** A warning in force. */
export interface OpenWarning {
  readonly kind: string;
  readonly level: PlanLevel;
  /** Null is the whole city. */
  readonly districts: Area;
}

/** A situation that is not over. */
export interface OpenSituation {
  readonly id: number;
  readonly kind: string;
  readonly began_ms: number;
  /** When it is expected to end; null where nobody said. */
  readonly expected_end_ms: number | null;
  readonly districts: Area;
}

/** What conditions are held against. */
export interface Facts {
  readonly now_ms: number;
  readonly warnings: readonly OpenWarning[];
  readonly situations: readonly OpenSituation[];
  /** What weather drills that run have in force, by their number; none of it is real. */
  readonly drills: ReadonlyMap<number, readonly OpenWarning[]>;
  /** Null where it was not measured. */
  measure(key: string): number | null;
  /** What people call a measure, a kind of warning or a kind of situation. */
  nameOf(key: string): Bilingual;
}

/** What a run sees: one that a weather drill began sees the warnings of that drill alone, and no situation. */
export const factsFor = ({ weather_drill }: { weather_drill: number | null }, facts: Facts): Facts =>
  weather_drill === null
    ? facts
    : { ...facts, warnings: facts.drills.get(weather_drill) ?? [], situations: [] };

/** Where a plan stands, as its conditions see it. */
export interface Standing {
  readonly since_ms: number;
  readonly districts: Area;
  readonly open_tasks: number;
  /** Since when a threshold is passed without a break; undefined where it is not. */
  readonly held_since_ms?: number;
  /** Whether the warning was in force at some time since the plan began: only then can it be over. */
  readonly was_seen?: boolean;
}

/** Whether a condition holds, when it will by the clock alone, and what it waits for. */
export interface Stand {
  readonly met: boolean;
  readonly due_ms: number | null;
  readonly why: Bilingual;
}

const LEVEL_WORDS = { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' } as const;

/** Whether two areas share a district; null is the whole city. */
export const overlaps = (a: Area, b: Area): boolean =>
  a === null || b === null || a.some((district) => b.includes(district));

const atLeast = (level: PlanLevel, least: PlanLevel): boolean =>
  PLAN_LEVELS.indexOf(level) >= PLAN_LEVELS.indexOf(least);

/** The first instant after `after_ms` at which clocks of the city show `at` (HH:MM). */
function nextClock(at: string, after_ms: number): number {
  const [hours, mins] = at.split(':').map(Number);
  const today_ms = cityDayStart(after_ms) + (hours * 60 + mins) * MINUTE_MS;
  return today_ms > after_ms ? today_ms : today_ms + DAY_MS;
}

/** Whether a measure lies on the side of its value now. */
export function isPast(
  { measure, side, value }: Extract<PlanCondition, { kind: 'threshold' }>,
  facts: Facts,
): boolean {
  const now = facts.measure(measure);
  return now !== null && (side === 'above' ? now > value : now < value);
}

type Of<K extends PlanCondition['kind']> = Extract<PlanCondition, { kind: K }>;
type Standings = { readonly [K in PlanCondition['kind']]: (of: Of<K>, at: Standing, facts: Facts) => Stand };

const timed = (due_ms: number, now_ms: number, why: Bilingual): Stand => ({
  met: now_ms >= due_ms,
  due_ms,
  why,
});

const matching = ({ warning, level }: Of<'warning'> | Of<'warning_over'>, at: Standing, facts: Facts) =>
  facts.warnings.filter(
    (one) => one.kind === warning && atLeast(one.level, level) && overlaps(one.districts, at.districts),
  );

const STANDINGS: Standings = {
  hold({ min }, { since_ms }, { now_ms }) {
    const due_ms = since_ms + min * MINUTE_MS;
    return timed(due_ms, now_ms, {
      zh: `本阶段始于 ${clock(since_ms)}，满 ${minutes(min).zh}即 ${clock(due_ms)}`,
      en: `The phase began ${clock(since_ms)}; ${minutes(min).en} later is ${clock(due_ms)}`,
    });
  },
  clock({ at }, { since_ms }, { now_ms }) {
    const due_ms = nextClock(at, since_ms);
    return timed(due_ms, now_ms, {
      zh: `到 ${clock(due_ms)}`,
      en: `At ${clock(due_ms)}`,
    });
  },
  threshold(condition, { held_since_ms }, facts) {
    const { measure, side, value, for_min } = condition;
    const now = facts.measure(measure);
    const name = facts.nameOf(measure);
    const sign = side === 'above' ? '>' : '<';
    const is = now === null ? { zh: '未测得', en: 'not measured' } : { zh: `${now}`, en: `${now}` };
    const due_ms =
      held_since_ms !== undefined && isPast(condition, facts) ? held_since_ms + for_min * MINUTE_MS : null;
    return {
      met: due_ms !== null && facts.now_ms >= due_ms,
      due_ms,
      why: {
        zh: `${name.zh} ${sign} ${value} 持续 ${minutes(for_min).zh}；现为 ${is.zh}${due_ms === null ? '' : `，满时 ${clock(due_ms)}`}`,
        en: `${name.en} ${sign} ${value} for ${minutes(for_min).en}; now ${is.en}${due_ms === null ? '' : `, complete at ${clock(due_ms)}`}`,
      },
    };
  },
  warning(condition, at, facts) {
    const count = matching(condition, at, facts).length;
    return {
      met: count > 0,
      due_ms: null,
      why: {
        zh: `${facts.nameOf(condition.warning).zh}${LEVEL_WORDS[condition.level]}及以上预警；现有 ${count} 条`,
        en: `A warning of ${facts.nameOf(condition.warning).en}, ${condition.level} or above; now ${count}`,
      },
    };
  },
  warning_over(condition, at, facts) {
    const count = matching(condition, at, facts).length;
    const seen = at.was_seen
      ? { zh: '', en: '' }
      : { zh: '，启动以来未曾生效', en: ', none since the start' };
    return {
      met: count === 0 && at.was_seen === true,
      due_ms: null,
      why: {
        zh: `${facts.nameOf(condition.warning).zh}${LEVEL_WORDS[condition.level]}及以上预警全部解除；现有 ${count} 条${seen.zh}`,
        en: `No warning of ${facts.nameOf(condition.warning).en}, ${condition.level} or above; now ${count}${seen.en}`,
      },
    };
  },
  situation({ situation, lasts_min }, { districts }, { situations, now_ms, nameOf }) {
    const here = situations.filter((one) => one.kind === situation && overlaps(one.districts, districts));
    const long = here.filter(
      ({ began_ms, expected_end_ms }) =>
        Math.max(now_ms, expected_end_ms ?? now_ms) - began_ms >= lasts_min * MINUTE_MS,
    );
    return {
      met: long.length > 0,
      due_ms: null,
      why: {
        zh: `${nameOf(situation).zh}事件持续或预计达 ${minutes(lasts_min).zh}；现有 ${long.length} 起（共 ${here.length} 起未结）`,
        en: `A situation of ${nameOf(situation).en} of ${minutes(lasts_min).en} or more; now ${long.length} of ${here.length} open`,
      },
    };
  },
  tasks_done: (_, { open_tasks }) => ({
    met: open_tasks === 0,
    due_ms: null,
    why: { zh: `任务全部了结；还有 ${open_tasks} 项`, en: `All tasks are over; ${open_tasks} are open` },
  }),
  approval: () => ({
    met: false,
    due_ms: null,
    why: { zh: '由指挥人员决定', en: 'Decided by who commands the plan' },
  }),
};

export function standOf(condition: PlanCondition, at: Standing, facts: Facts): Stand {
  const stand = STANDINGS[condition.kind] as (of: PlanCondition, at: Standing, facts: Facts) => Stand;
  return stand(condition, at, facts);
}

/** @throws Error when the document has no such phase, which its check excludes */
export function phaseOf({ phases }: PlanDocument, key: string): PlanPhase {
  const phase = phases.find((one) => one.key === key);
  if (!phase) throw new Error(`a version of a plan has no phase ${key}`);
  return phase;
}

/** Routes of a list and of those of lower colours: what orange stops stays stopped at red. */
export function routesUpTo({ routes }: PlanDocument, key: string | null): readonly string[] {
  const list = routes.find((one) => one.key === key);
  if (!list) return [];
  return [...new Set(routes.filter(({ level }) => atLeast(list.level, level)).flatMap((one) => one.routes))];
}

/** Under which a run remembers that a warning was in force, whatever phase it is in. */
export const seenKey = ({ warning, level }: Pick<Of<'warning_over'>, 'warning' | 'level'>): string =>
  `seen:${warning}:${level}`;

/** What a run remembers beyond a phase. */
export const seenIn = (holds: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(holds).filter(([key]) => key.startsWith('seen:')));

/** Whether a warning of a condition is in force where a plan runs. */
export const isInForce = (condition: Of<'warning_over'>, districts: Area, facts: Facts): boolean =>
  matching(condition, { since_ms: 0, districts, open_tasks: 0 }, facts).length > 0;
