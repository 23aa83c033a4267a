import type { AttemptOutcome, VisitAnswers, VisitWay } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { visitsErrors } from './errors.ts';
import { type Author, authorOf, FREE, isBad, type VisitedCases, type VisitRow } from './model.ts';
import type { Rectifications } from './rectifications.ts';
import type { VisitQueries, VisitStore } from './store.ts';
import { OUTCOME_WORDS, STATE_WORDS } from './words.ts';

export interface CallsDeps {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly cases: Pick<VisitedCases, 'note'>;
  readonly rectifications: Pick<Rectifications, 'begin'>;
}

/** The list that agents call from, one at a time, and what comes of each call. */
export function createCalls({ store, clock, cases, rectifications }: CallsDeps) {
  /** Changes a visit that the agent has, as they saw it. */
  const change = (
    acting: Acting,
    id: number,
    version: number | null,
    work: (
      queries: VisitQueries,
      row: VisitRow,
      by: Author,
      tx: Parameters<VisitStore['of']>[0],
    ) => Promise<unknown>,
  ): Promise<void> =>
    store.transaction(async (tx) => {
      const queries = store.of(tx);
      const row = await queries.hold(id);
      if (!row) throw visitsErrors.unknown({ id });
      requireWaiting(row);
      if (version !== null && row.version !== version)
        throw visitsErrors.changed({ id, now: row.version, seen: version });
      const by = authorOf(acting, clock.now());
      if (row.claimed_by !== by.principal || (row.claimed_until_ms ?? 0) <= by.at_ms)
        throw visitsErrors.not_yours({ id });
      await work(queries, row, by, tx);
    });

  /** An answer, by whichever way it came, with all that follows from it. */
  async function settle(
    tx: Parameters<VisitStore['of']>[0],
    row: VisitRow,
    by: Author,
    way: VisitWay,
    answers: VisitAnswers,
  ) {
    if (!row.asks_satisfaction && answers.satisfied !== null) throw visitsErrors.not_asked();
    const queries = store.of(tx);
    const bad = isBad(answers, row);
    const answered = {
      ...{
        ...row,
        ...FREE,
        ...answers,
        state: 'answered' as const,
        attempts: row.attempts + 1,
        next_ms: null,
      },
      ...{
        answered_ms: by.at_ms,
        answered_by: by.actor,
        way,
        reopening: bad ? ('due' as const) : row.reopening,
      },
    };
    await queries.save(answered);
    await queries.addAttempt({ visit: row.id, ...by, way, outcome: 'answered', note: '' });
    if (bad) await rectifications.begin(queries, answered, by);
    await cases.note(tx, row.case, saidOf(answers, bad));
  }

  return {
    ...{ settle, change },
    /** Whether the agent has it now, so that they may see the number. */
    async requireClaimed(acting: Acting, id: number): Promise<VisitRow> {
      const row = await store.find(id);
      if (!row) throw visitsErrors.unknown({ id });
      if (row.claimed_by !== acting.session.principal || (row.claimed_until_ms ?? 0) <= clock.now())
        throw visitsErrors.not_yours({ id });
      return row;
    },
    release: (acting: Acting, id: number) =>
      change(acting, id, null, (queries, row) => queries.save({ ...row, ...FREE })),
    attempt: (
      acting: Acting,
      id: number,
      {
        version,
        outcome,
        note,
      }: { version: number; outcome: Exclude<AttemptOutcome, 'answered'>; note: string },
    ) =>
      change(acting, id, version, async (queries, row, by, tx) => {
        await queries.addAttempt({ visit: id, ...by, way: 'phone', outcome, note });
        await queries.save({ ...row, ...FREE, ...afterAttempt(row, outcome, by.at_ms) });
        const { zh, en } = OUTCOME_WORDS[outcome];
        await cases.note(tx, row.case, {
          zh: `回访第 ${row.attempts + 1} 次：${zh}`,
          en: `Visit, attempt ${row.attempts + 1}: ${en}`,
        });
      }),
    answer: (acting: Acting, id: number, { version, ...answers }: VisitAnswers & { version: number }) =>
      change(acting, id, version, (_, row, by, tx) => settle(tx, row, by, 'phone', answers)),
  };
}

export type Calls = ReturnType<typeof createCalls>;

/** @throws AppError when it is over */
export function requireWaiting({ id, state }: VisitRow): void {
  if (state !== 'waiting') throw visitsErrors.over({ id, state: STATE_WORDS[state] });
}

/** Nobody who was not reached is counted as having said anything: they are called again, or said to be unreachable. */
export function afterAttempt(
  row: Pick<VisitRow, 'attempts' | 'attempts_most' | 'between_min'>,
  outcome: Exclude<AttemptOutcome, 'answered'>,
  at_ms: number,
): Pick<VisitRow, 'attempts' | 'state' | 'next_ms'> {
  const attempts = row.attempts + 1;
  if (outcome === 'refused') return { attempts, state: 'refused', next_ms: null };
  // A number that is wrong stays wrong.
  const isOver = outcome === 'wrong_number' || attempts >= row.attempts_most;
  if (isOver) return { attempts, state: 'unreachable', next_ms: null };
  return { attempts, state: 'waiting', next_ms: at_ms + row.between_min * MINUTE_MS };
}

function saidOf({ satisfied }: VisitAnswers, bad: boolean) {
  const mark =
    satisfied === null
      ? { zh: '', en: '' }
      : { zh: `，满意度 ${satisfied}`, en: `, satisfaction ${satisfied}` };
  return bad
    ? { zh: `回访：不满意${mark.zh}，转差评整改`, en: `Visited: not satisfied${mark.en}; to be rectified` }
    : { zh: `回访完成${mark.zh}`, en: `Visited${mark.en}` };
}
