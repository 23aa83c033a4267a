import type { Visit, VisitList, VisitResults } from '@opentocc/contract';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { createCalls } from './calls.ts';
import { createClaims } from './claims.ts';
import { createDrawReader } from './draw-reader.ts';
import { createDraws } from './draws.ts';
import { visitsErrors } from './errors.ts';
import { createLinks } from './links.ts';
import type { AttemptRow, RectificationRow, TokenRow, VisitedCases, VisitRow } from './model.ts';
import type { Units } from './rectification-store.ts';
import { createRectifications } from './rectifications.ts';
import { resultsOf } from './results.ts';
import type { RuleBook } from './rule-book.ts';
import type { VisitQuery, VisitStore } from './store.ts';

export interface VisitsDeps {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly audit: AuditSink;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly random: (bytes: number) => Uint8Array;
  readonly cases: VisitedCases;
  readonly ruleBook: RuleBook;
  readonly addressOf: (token: string) => string;
  readonly onError: (error: unknown) => void;
}

/** Return visits: who is drawn, who is called, what they say, and what follows from it. */
export function createVisits(deps: VisitsDeps) {
  const { store, clock, audit, cases, onError } = deps;
  const rectifications = createRectifications(deps);
  const calls = createCalls({ ...deps, rectifications });
  const claims = createClaims(deps);
  const links = createLinks({ ...deps, calls });
  const draws = { ...createDraws(deps), ...createDrawReader(deps) };
  const record = (
    { session, address }: Acting,
    action: string,
    target: string,
    detail: Record<string, Json> = {},
  ) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address, action },
      ...{ target, result: 'done', detail },
    });

  /** Opens cases again whose askers were not satisfied; what is cut short is done the next time. */
  async function reopenDue(): Promise<void> {
    for (const { id, case: of, number } of await store.listReopeningsDue())
      try {
        await cases.reopen(of, `回访不满意 not satisfied when visited (${number})`);
        await store.reopened(id);
      } catch (error) {
        onError(error);
      }
  }

  async function read(rows: readonly VisitRow[]): Promise<Visit[]> {
    const ids = rows.map(({ id }) => id);
    const [attempts, tokens, rectified, names] = await Promise.all([
      store.attemptsOf(ids).then((all) => groupBy(all, ({ visit }) => visit)),
      ...([store.tokensOf(ids), store.rectificationsOfVisits(ids)] as const),
      cases.facts.unitNames(),
    ]);
    return rows.map((row) => ({
      ...shownOf(row, tokens.get(row.id), clock.now()),
      unit_name: row.unit === null ? null : (names.get(row.unit) ?? { zh: row.unit, en: row.unit }),
      attempts: (attempts.get(row.id) ?? []).map(attemptOf),
      rectification: rectified.get(row.id) ?? null,
    }));
  }

  async function get(id: number): Promise<Visit> {
    const row = await store.find(id);
    if (!row) throw visitsErrors.unknown({ id });
    return (await read([row]))[0];
  }

  /** Writes down what was done, does what follows, and answers with the visit as it is now. */
  async function done(
    acting: Acting,
    id: number,
    action: string,
    detail: Record<string, Json> = {},
  ): Promise<Visit> {
    await record(acting, action, `visit:${id}`, detail);
    await reopenDue();
    return get(id);
  }

  return {
    ...{ calls, links, draws, rectifications, record, done, get, reopenDue },
    async list(query: VisitQuery & { offset: number; limit: number }): Promise<VisitList> {
      const [rows, total] = await Promise.all([
        store.list(query, query.offset, query.limit),
        store.count(query),
      ]);
      return { visits: await read(rows), total };
    },
    async claim(acting: Acting): Promise<{ visit: Visit | null; waiting: number }> {
      const id = await claims.claim(acting);
      if (id !== null) await record(acting, 'visits.claim', `visit:${id}`);
      const waiting = await store.count({ state: 'waiting' });
      return { visit: id === null ? null : await get(id), waiting };
    },
    /** The number, for who has it to call; the reveal itself is on the record of the case too. */
    async contact(acting: Acting, id: number) {
      const row = await calls.requireClaimed(acting, id);
      const { name, phone, email } = await cases.reveal(acting, row.case, `回访 return visit ${id}`);
      await record(acting, 'visits.contact', `visit:${id}`, { case: row.case });
      return { name, phone, email };
    },
    async results(from_ms: number, to_ms: number): Promise<VisitResults> {
      const draws = (await store.listDrawsWithin(from_ms, to_ms)).map(({ id }) => id);
      const [strata, visits, names] = await Promise.all([
        ...([store.listStrata(draws), store.listOfDraws(draws), cases.facts.unitNames()] as const),
      ]);
      return resultsOf({ from_ms, to_ms }, strata, visits, names);
    },
    async listRectifications(units: Units, state: RectificationState | undefined, page: Page = FIRST_PAGE) {
      const rows = await store.listRectifications(units, state ? [state] : RECTIFICATION_STATES, page);
      return rectifications.read(units, rows, await cases.facts.unitNames());
    },
    countRectifications: (units: Units, state: RectificationState | undefined): Promise<number> =>
      store.countRectifications(units, state ? [state] : RECTIFICATION_STATES),
    async getRectification(units: readonly string[] | null, id: number) {
      const row = await store.findRectification(id);
      const [found] = row ? await rectifications.read(units, [row], await cases.facts.unitNames()) : [];
      if (!found) throw visitsErrors.unknown_rectification({ id });
      return found;
    },
  };
}

type RectificationState = RectificationRow['state'];
const RECTIFICATION_STATES: readonly RectificationState[] = ['open', 'done', 'closed'];
const FIRST_PAGE = { offset: 0, limit: 200 };
type Page = typeof FIRST_PAGE;

export type Visits = ReturnType<typeof createVisits>;

const attemptOf = ({ at_ms, actor, way, outcome, note }: AttemptRow) => ({
  ...{ at_ms, by: actor, way, outcome, note },
});

function shownOf(row: VisitRow, token: TokenRow | undefined, now_ms: number) {
  const { id, version, draw, number, title, type, field, unit, at_once, closed_ms, state, next_ms } = row;
  const { asks_satisfaction, attempts_most, answered, handled, satisfied, comment, answered_ms, way } = row;
  const isClaimed = row.claimed_by !== null && (row.claimed_until_ms ?? 0) > now_ms;
  return {
    ...{ id, version, draw, case: row.case, number, title, type, field, unit, at_once, closed_ms, state },
    ...{ next_ms, asks_satisfaction, attempts_most, answered_ms, way },
    claimed: isClaimed ? { by: row.claimed_by ?? '', until_ms: row.claimed_until_ms ?? 0 } : null,
    link: token ? { sent_ms: token.sent_ms, expires_ms: token.expires_ms, used_ms: token.used_ms } : null,
    answers: answered === null || handled === null ? null : { answered, handled, satisfied, comment },
  };
}
