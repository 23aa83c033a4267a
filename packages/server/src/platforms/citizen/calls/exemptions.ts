import type {
  CallExemption,
  ExemptionDecision,
  NewCallExemption,
  Obligation,
  Session,
} from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, cityDayStartOf } from '../../../kit/clock.ts';
import { callsErrors } from './errors.ts';
import type { DecisionRow, ExemptionRow, ExemptionStore } from './exemption-store.ts';

/** How long hours may be that are declared at once, and how long after them. Assumed, 2026-11-28: a month is published after it. */
const MOST_HOURS = 72;
const MOST_DAYS = 35;
const [MOST_LISTED, MOST_LISTED_DAYS] = [500, 92];
/** By when somebody else decides. Assumed, 2026-11-28. */
const DECIDE_WITHIN_MS = 2 * DAY_MS;

export interface ExemptionsDeps {
  readonly store: ExemptionStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

/**
 * Hours of overload and outage: left out of the net figure only once one person has declared them with the reason and
 * another one has approved. What was declared and decided is never changed; a later decision stands beside it.
 */
export function createExemptions({ store, clock, audit }: ExemptionsDeps) {
  async function shown(rows: readonly ExemptionRow[]): Promise<CallExemption[]> {
    const decisions = await store.decisionsOf(rows.map(({ id }) => id));
    return Promise.all(
      rows.map(async ({ declared_principal: _, ...row }) => ({
        ...row,
        calls: await store.answeredIn(row),
        decisions: decisions.filter(({ exemption }) => exemption === row.id).map(decisionOf),
      })),
    );
  }

  const record = (
    { session, address }: Acting,
    action: string,
    { id, kind, from_ms, to_ms }: ExemptionRow,
    detail: Readonly<Record<string, string>>,
  ) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address, action, result: 'done' },
      ...{ target: `exemption:${id}`, detail: { kind, from_ms, to_ms, ...detail } },
    });

  return {
    async list(from: string, to: string): Promise<CallExemption[]> {
      const [from_ms, to_ms] = [cityDayStartOf(from), cityDayStartOf(to) + DAY_MS];
      if (!(from_ms < to_ms && to_ms - from_ms <= MOST_LISTED_DAYS * DAY_MS))
        throw callsErrors.bad_days({ most: MOST_LISTED_DAYS });
      return shown(await store.between(from_ms, to_ms, MOST_LISTED));
    },
    /** Declared once more by the same person it is the same. @throws AppError where these cannot be the hours */
    async declare(acting: Acting, given: NewCallExemption): Promise<CallExemption> {
      const now_ms = clock.now();
      checkSpan(given, now_ms);
      const { principal, account } = acting.session;
      const row: Omit<ExemptionRow, 'id'> = {
        ...given,
        ...{ state: 'declared', declared_principal: principal, declared_by: account, declared_ms: now_ms },
      };
      const { made, is_new } = await store.addOnce(row);
      if (is_new) await record(acting, 'calls.declare-exemption', made, { reason: given.reason });
      return (await shown([made]))[0];
    },
    /** @throws AppError for who declared it, and where it does not wait for that decision */
    async decide(acting: Acting, id: number, { verdict, reason }: ExemptionDecision): Promise<CallExemption> {
      const found = await store.find(id);
      if (!found) throw callsErrors.unknown_exemption({ id });
      const { principal, account: by } = acting.session;
      if (found.declared_principal === principal) throw callsErrors.own_exemption();
      const before = verdict === 'revoked' ? 'approved' : 'declared';
      const decision = { exemption: id, verdict, reason, principal, by, at_ms: clock.now() };
      const row = await store.decide(before, decision);
      if (!row) throw callsErrors.exemption_decided({ id });
      await record(acting, 'calls.decide-exemption', row, { verdict, reason });
      return (await shown([row]))[0];
    },
    /** Each for everybody who may decide on it but who declared it. */
    async obligations({ permissions, principal }: Session): Promise<Obligation[]> {
      if (!permissions.includes('calls:exempt')) return [];
      const waiting = await store.listDeclared();
      return waiting.filter(({ declared_principal }) => declared_principal !== principal).map(obligationOf);
    },
  };
}

export type Exemptions = ReturnType<typeof createExemptions>;

function checkSpan({ from_ms, to_ms }: NewCallExemption, now_ms: number): void {
  const isSpan = from_ms < to_ms && to_ms - from_ms <= MOST_HOURS * HOUR_MS;
  if (!isSpan || to_ms > now_ms || from_ms < now_ms - MOST_DAYS * DAY_MS)
    throw callsErrors.exemption_span({ hours: MOST_HOURS, days: MOST_DAYS });
}

const decisionOf = ({ verdict, reason, by, at_ms }: DecisionRow) => ({ verdict, reason, by, at_ms });

function obligationOf({ id, kind, from_ms, declared_by, declared_ms }: ExemptionRow): Obligation {
  const day = cityDay(from_ms);
  const [zh, en] = kind === 'overload' ? ['过载', 'overload'] : ['故障', 'outage'];
  return {
    ...{ key: `calls/exemption/${id}`, module: 'calls', count: 1, since_ms: declared_ms },
    due_ms: declared_ms + DECIDE_WITHIN_MS,
    title: { zh: `${day} 话务${zh}时段待批准`, en: `Hours of ${en} on ${day} wait for approval` },
    why: {
      zh: `${declared_by} 申报；批准后不计入 15 秒接通率（净值）`,
      en: `Declared by ${declared_by}; once approved they are left out of the net 15-second figure`,
    },
    owner: { kind: 'unit', unit: null, permission: 'calls:exempt' },
    opens: `/statistics?month=${day.slice(0, 7)}`,
  };
}
