import type { Review, ReviewDraw, ReviewState } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, cityDayStart, cityDayStartOf } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { sm3 } from '../../../kit/sm.ts';
import type { CaseFact, CaseFacts } from '../cases/index.ts';
import { byLot } from '../visits/index.ts';
import { reviewsErrors } from './errors.ts';
import { DISPUTE_DAYS, isRight } from './form.ts';
import type { JudgementRow, Page, ReviewQuery, ReviewRow, ReviewStore } from './store.ts';

const MOST_DAYS = 31;
const SEED_BYTES = 32;

export interface ReviewsDeps {
  readonly store: ReviewStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly random: (bytes: number) => Uint8Array;
  readonly facts: Pick<CaseFacts, 'answeredBetween'>;
}

interface Marked {
  readonly version: number;
  readonly marks: Readonly<Record<string, boolean>>;
  readonly comment: string;
}

/** Answers of agents, judged right or wrong by a sample that has as many of each of them. */
export function createReviews({ store, clock, audit, random, facts }: ReviewsDeps) {
  const record = (
    { session, address }: Acting,
    action: string,
    target: string,
    detail: Record<string, Json>,
  ) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address, action },
      ...{ target, result: 'done', detail },
    });

  async function draw(
    acting: Acting,
    given: { from: string; to: string; per_agent: number },
  ): Promise<ReviewDraw> {
    const { per_agent } = given;
    const span = spanOf(given.from, given.to, clock.now());
    const answered = (await facts.answeredBetween(span.from_ms, span.to_ms)).filter(isAgents);
    if (answered.length === 0) throw reviewsErrors.nothing_answered();
    const seed = Buffer.from(random(SEED_BYTES)).toString('hex');
    const list_hash = sm3(answered.map(lineOf).sort().join('')).toString('hex');
    const chosen = chosenOf(answered, seed, per_agent);
    const made = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      if (await queries.findOverlapping(span.from_ms, span.to_ms)) throw reviewsErrors.drawn_before();
      const row = await queries.addDraw({
        ...{ ...span, per_agent, seed, list_hash, eligible: answered.length, at_ms: clock.now() },
        by: acting.session.account,
      });
      return { ...row, drawn: await queries.add(chosen.map((fact) => waiting(fact, row.id))) };
    });
    await record(acting, 'reviews.draw', `review-draw:${made.id}`, { ...given, seed, drawn: made.drawn });
    const { from_ms, to_ms, ...rest } = made;
    return { ...rest, from: cityDay(from_ms), to: cityDay(to_ms - 1) };
  }

  /** Changes a review as it was seen. */
  async function change(
    id: number,
    { version, from }: { version: number; from: ReviewState },
    work: (row: ReviewRow, queries: ReturnType<ReviewStore['of']>) => Promise<Partial<ReviewRow>>,
  ): Promise<void> {
    await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const row = await queries.hold(id);
      if (!row) throw reviewsErrors.unknown({ id });
      if (row.version !== version) throw reviewsErrors.changed({ id });
      if (row.state !== from) throw reviewsErrors.not_now({ id });
      await queries.save({ ...row, ...(await work(row, queries)) });
    });
  }

  function judgementOf({ session }: Acting, id: number, { marks, comment }: Marked): JudgementRow {
    const right = isRight(marks);
    if (right === undefined) throw reviewsErrors.incomplete();
    const { principal, account: actor } = session;
    return { review: id, at_ms: clock.now(), principal, actor, marks, is_right: right, comment };
  }

  return {
    draw,
    async judge(acting: Acting, id: number, marked: Marked): Promise<Review> {
      const made = judgementOf(acting, id, marked);
      await change(id, { version: marked.version, from: 'waiting' }, async (row, queries) => {
        if (row.agent === made.actor) throw reviewsErrors.own_answer();
        await queries.addJudgement(made);
        const disputable_until_ms = made.at_ms + DISPUTE_DAYS * DAY_MS;
        return { state: 'judged', is_right: made.is_right, judged_ms: made.at_ms, disputable_until_ms };
      });
      await record(acting, 'reviews.judge', `review:${id}`, { right: made.is_right });
      return read(id);
    },
    async dispute(
      acting: Acting,
      id: number,
      { version, reason }: { version: number; reason: string },
    ): Promise<Review> {
      await change(id, { version, from: 'judged' }, async (row) => {
        if (row.agent !== acting.session.account) throw reviewsErrors.not_yours();
        if (clock.now() > (row.disputable_until_ms ?? 0)) throw reviewsErrors.late({ days: DISPUTE_DAYS });
        return { state: 'disputed', dispute: reason, dispute_ms: clock.now() };
      });
      await record(acting, 'reviews.dispute', `review:${id}`, { reason });
      return read(id);
    },
    async settle(acting: Acting, id: number, marked: Marked): Promise<Review> {
      const made = judgementOf(acting, id, marked);
      await change(id, { version: marked.version, from: 'disputed' }, async (row, queries) => {
        if (row.agent === made.actor) throw reviewsErrors.own_answer();
        const [first] = await queries.judgementsOf([id]);
        if (first?.principal === made.principal) throw reviewsErrors.same_judge();
        await queries.addJudgement(made);
        return { state: 'settled', is_right: made.is_right };
      });
      await record(acting, 'reviews.settle', `review:${id}`, { right: made.is_right });
      return read(id);
    },
    async list(query: ReviewQuery, page: Page): Promise<{ reviews: Review[]; total: number }> {
      const [rows, total] = await Promise.all([store.list(query, page), store.count(query)]);
      const judgements = await store.judgementsOf(rows.map(({ id }) => id));
      const byReview = groupBy(judgements, ({ review }) => review);
      return { reviews: rows.map((row) => shown(row, byReview.get(row.id) ?? [])), total };
    },
  };

  async function read(id: number): Promise<Review> {
    const row = await store.find(id);
    if (!row) throw reviewsErrors.unknown({ id });
    return shown(row, await store.judgementsOf([id]));
  }
}

export type Reviews = ReturnType<typeof createReviews>;

const isAgents = ({ at_once, answered_by, merged_into }: CaseFact): boolean =>
  at_once && answered_by !== null && merged_into === null;
const lineOf = ({ number, answered_by }: CaseFact): string => `${number}\t${answered_by}\n`;

/** As many of each agent, by lot; all where there are fewer. */
function chosenOf(answered: readonly CaseFact[], seed: string, per_agent: number): CaseFact[] {
  const agents = new Map<string, Map<string, CaseFact>>();
  for (const fact of answered) {
    const mine = agents.get(fact.answered_by ?? '') ?? new Map<string, CaseFact>();
    agents.set(fact.answered_by ?? '', mine.set(fact.number, fact));
  }
  return [...agents.values()].flatMap((mine) =>
    byLot([...mine.keys()], seed)
      .slice(0, per_agent)
      .map((number) => mine.get(number))
      .filter((fact) => fact !== undefined),
  );
}

function waiting(fact: CaseFact, draw: number): Omit<ReviewRow, 'id'> {
  const { id, number, title, type, field, unit, district, received_ms } = fact;
  return {
    ...{ version: 1, draw, case: id, number, title, type, field, unit, district, received_ms },
    ...{
      agent: fact.answered_by ?? '',
      answered_ms: fact.first_answered_ms ?? received_ms,
      state: 'waiting',
    },
    ...{ is_right: null, judged_ms: null, disputable_until_ms: null, dispute_ms: null, dispute: null },
  };
}

/** @throws AppError when it is not whole days that are over */
function spanOf(from: string, to: string, now_ms: number) {
  const from_ms = cityDayStartOf(from);
  const to_ms = cityDayStartOf(to) + DAY_MS;
  const isSpan = from_ms < to_ms && to_ms <= cityDayStart(now_ms) && to_ms - from_ms <= MOST_DAYS * DAY_MS;
  if (!isSpan) throw reviewsErrors.span({ most: MOST_DAYS });
  return { from_ms, to_ms };
}

/** @param judgements of this one */
function shown(row: ReviewRow, judgements: readonly JudgementRow[]): Review {
  const [first, second] = judgements.map(judgementShown);
  const { is_right, dispute, dispute_ms, district: _, received_ms: __, judged_ms: ___, ...rest } = row;
  return {
    ...rest,
    ...{ right: is_right, first: first ?? null, second: second ?? null },
    dispute: dispute === null ? null : { at_ms: dispute_ms ?? 0, reason: dispute },
  };
}

const judgementShown = ({ actor, at_ms, marks, is_right, comment }: JudgementRow) => ({
  ...{ by: actor, at_ms, marks: { ...marks }, right: is_right, comment },
});
