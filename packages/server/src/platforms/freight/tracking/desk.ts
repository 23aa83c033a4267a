import type { AlarmOutcome, SanctionOf } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { AlarmBook, AlarmDraft } from './alarm-book.ts';
import type { FilingPort } from './doors.ts';
import { trackingErrors } from './errors.ts';
import { type AlarmRow, type Author, type Firms, reaches, SYSTEM } from './model.ts';
import { CAUSES, CLOCK, nextMeans } from './rules.ts';
import type { TrackingStore } from './store.ts';
import { KIND_WORDS, MEANS_WORDS, OUTCOME_WORDS } from './words.ts';

export interface DeskDeps {
  readonly store: TrackingStore;
  readonly alarms: AlarmBook;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly filing: Pick<FilingPort, 'sanction'>;
  readonly committed: (alarms: readonly AlarmRow[]) => void;
}

interface Closing {
  readonly version: number;
  readonly cause: string;
  readonly outcome: AlarmOutcome;
  readonly of: SanctionOf;
  readonly days?: number | undefined;
  readonly reason: string;
}

interface Seen {
  readonly id: number;
  readonly version: number;
  readonly firms: Firms;
}

const NOTHING_BEFORE = { zh: '', en: '' };
const REACHED = { zh: '已联系到：', en: 'Reached: ' };
const NOT_REACHED = { zh: '未联系到：', en: 'Not reached: ' };

/** Most alarms that one look at the clock goes through. */
const MOST = 200;

/** What people do with alarms, and what the clock does where they do nothing. */
export function createDesk({ store, alarms, clock, audit, filing, committed }: DeskDeps) {
  const authorOf = ({ session }: Acting): Author => ({
    ...{ principal: session.principal, actor: session.account, at_ms: clock.now() },
  });

  async function change(
    acting: Acting,
    seen: Seen,
    may: (row: AlarmRow) => void,
    work: (draft: AlarmDraft, tx: Db) => Promise<void> | void,
  ): Promise<AlarmRow> {
    const row = await store.transaction(async (tx) => {
      const held = checked(await store.of(tx).holdAlarm(seen.id), seen);
      may(held);
      return alarms.change(tx, held, authorOf(acting), (draft) => work(draft, tx));
    });
    committed([row]);
    return row;
  }

  const record = (
    { session, address }: Acting,
    action: string,
    id: number,
    detail: Record<string, Json> = {},
  ) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address, action },
      ...{ target: `freight-alarm:${id}`, result: 'done', detail },
    });

  async function lookAt(id: number): Promise<void> {
    const now_ms = clock.now();
    const row = await store.transaction(async (tx) => {
      const held = await store.of(tx).holdAlarm(id);
      if (!held || held.look_ms === null || held.look_ms > now_ms) return undefined;
      return alarms.change(tx, held, { ...SYSTEM, at_ms: now_ms }, grade);
    });
    if (row) committed([row]);
  }

  return {
    async take(acting: Acting, seen: Seen): Promise<void> {
      await change(acting, seen, open, (draft) => {
        const { actor, principal, at_ms } = draft.by;
        if (draft.row.owner_principal === principal) return;
        draft.set({ owner: actor, owner_principal: principal, taken_ms: draft.row.taken_ms ?? at_ms });
        draft.clocks.finish([CLOCK.take], at_ms, actor);
        draft.note('taken', { zh: `${actor} 接手`, en: `${actor} has it` });
      });
      await record(acting, 'tracking.take', seen.id);
    },
    async note(
      acting: Acting,
      seen: Seen,
      { kind, reached, text }: { kind: 'called' | 'visited' | 'note'; reached: boolean; text: string },
    ): Promise<void> {
      await change(acting, seen, open, (draft) => {
        if (kind !== 'note' && reached) draft.answered();
        const before = kind === 'note' ? NOTHING_BEFORE : reached ? REACHED : NOT_REACHED;
        draft.note(kind, { zh: `${before.zh}${text}`, en: `${before.en}${text}` });
      });
      await record(acting, 'tracking.contact', seen.id, { kind, reached });
    },
    async close(acting: Acting, seen: Seen, closing: Closing): Promise<void> {
      const row = await change(acting, seen, open, (draft) => {
        checkClosing(draft.row, closing);
        if (isSanction(closing.outcome)) ask(draft, closing);
        else shut(draft, closing.cause, closing.outcome, closing.reason);
      });
      const { cause, outcome } = closing;
      await record(acting, row.state === 'closed' ? 'tracking.close' : 'tracking.ask', seen.id, {
        cause,
        outcome,
      });
    },
    /** A sanction is written on file first: what is cut short between the two is confirmed once more. */
    async confirm(
      acting: Acting,
      seen: Seen,
      { confirmed, reason }: { confirmed: boolean; reason: string },
    ): Promise<void> {
      await change(acting, seen, asked(acting), async (draft) => {
        const { asked: what, ...row } = draft.row;
        if (what === null) return;
        if (!confirmed) {
          draft.set({ state: 'open', asked: null });
          draft.note('refused', { zh: `复核不同意：${reason}`, en: `Not confirmed: ${reason}` });
          return;
        }
        await filing.sanction({
          ...{ of: what.of, id: row[what.of], reason: `${KIND_WORDS[row.kind].zh}：${what.reason}` },
          by: { principal: acting.session.principal, actor: acting.session.account },
          until_ms: what.days === null ? null : clock.now() + what.days * DAY_MS,
        });
        shut(draft, what.cause, what.outcome, `${what.reason}；${reason}`);
      });
      await record(acting, confirmed ? 'tracking.confirm' : 'tracking.refuse', seen.id);
    },
    async reopen(acting: Acting, seen: Seen, reason: string): Promise<void> {
      await change(acting, seen, closed, (draft) => {
        const { actor, principal, at_ms } = draft.by;
        draft.set({
          ...{ state: 'open', closed_ms: null, cause: null, outcome: null },
          ...{ owner: actor, owner_principal: principal, reopened: draft.row.reopened + 1 },
        });
        draft.clocks.reopen(CLOCK.close, at_ms, reason);
        draft.set({ close_by_ms: draft.clocks.read(CLOCK.close, at_ms)?.due_ms ?? draft.row.close_by_ms });
        draft.note('reopened', reason);
      });
      await record(acting, 'tracking.reopen', seen.id, { reason });
    },
    /** What time brings: the next stage where a driver was not reached, and word where nobody has taken an alarm. */
    async look(): Promise<void> {
      for (const { id } of await store.listDue(clock.now(), MOST)) await lookAt(id);
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;

function checked(found: AlarmRow | undefined, { id, version, firms }: Seen): AlarmRow {
  if (!found || !reaches(firms, found)) throw trackingErrors.unknown_alarm({ id });
  if (found.version !== version) throw trackingErrors.changed({ id, now: found.version, seen: version });
  return found;
}

function open({ id, state }: AlarmRow): void {
  if (state === 'closed') throw trackingErrors.closed({ id });
  if (state === 'to_confirm') throw trackingErrors.waits_for_second({ id });
}

function closed({ id, state }: AlarmRow): void {
  if (state !== 'closed') throw trackingErrors.not_closed({ id });
}

const asked =
  ({ session }: Acting) =>
  ({ id, asked: what }: AlarmRow): void => {
    if (what === null) throw trackingErrors.nothing_asked({ id });
    if (what.principal === session.principal) throw trackingErrors.same_person();
  };

const isSanction = (outcome: AlarmOutcome): boolean => outcome === 'suspension' || outcome === 'removal';

function checkClosing({ kind }: AlarmRow, { cause, outcome, days }: Closing): void {
  const known = CAUSES.filter(({ kinds }) => kinds.includes(kind));
  if (!known.some(({ code }) => code === cause))
    throw trackingErrors.cause({ cause, known: known.map(({ code }) => code).join(', ') });
  if ((outcome === 'suspension') !== (days !== undefined)) throw trackingErrors.days();
}

function ask(draft: AlarmDraft, { cause, outcome, of, days, reason }: Closing): void {
  const { principal, actor, at_ms } = draft.by;
  const what = { cause, outcome, of, reason, days: days ?? null, principal, actor, at_ms };
  draft.set({ state: 'to_confirm', asked: what });
  const { zh, en } = OUTCOME_WORDS[outcome];
  draft.note('asked', { zh: `提请${zh}：${reason}`, en: `Asked to be ${en}: ${reason}` });
}

function shut(draft: AlarmDraft, cause: string, outcome: AlarmOutcome, reason: string): void {
  const name = CAUSES.find(({ code }) => code === cause)?.name ?? { zh: cause, en: cause };
  const words = OUTCOME_WORDS[outcome];
  draft.set({ state: 'closed', asked: null, cause, outcome, closed_ms: draft.by.at_ms });
  draft.closeClocks();
  draft.note('closed', {
    zh: `原因：${name.zh}；处理：${words.zh}。${reason}`,
    en: `Cause: ${name.en}; ${words.en}. ${reason}`,
  });
}

/** The clock has run out for somebody: who has to take it, or the driver. */
function grade(draft: AlarmDraft): void {
  const { row, clocks, by } = draft;
  const isOver = (code: string) =>
    clocks.isRunning(code) && (clocks.read(code, by.at_ms)?.due_ms ?? Number.POSITIVE_INFINITY) <= by.at_ms;
  if (!row.escalated && isOver(CLOCK.take)) {
    draft.set({ escalated: true });
    draft.note('escalated', { zh: '超时无人接手', en: 'Nobody has taken it in time' });
  }
  if (!isOver(row.means)) return;
  const next = nextMeans(row.means);
  const { zh, en } = MEANS_WORDS[row.means];
  if (next) draft.stage(next, { zh: `${zh}后未响应`, en: `no answer after the ${en}` });
  else {
    clocks.withdraw([row.means], by.at_ms, 'not met');
    draft.note('escalated', { zh: '上门时限已过，未见到司机', en: 'The driver was not met in time' });
  }
}
