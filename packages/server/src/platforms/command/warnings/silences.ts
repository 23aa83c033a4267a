import { randomUUID } from 'node:crypto';
import type { Inhibitions, InhibitionsInForce, Matcher, Silence, SilenceDraft } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { WarningDesk } from './desk.ts';
import { warningsErrors } from './errors.ts';
import { requireNoLoop } from './inhibitions.ts';
import { compileMatchers, matchesNothingToo } from './matching.ts';
import type { WarningPolicy } from './policy.ts';
import type { SilenceRow } from './store.ts';

const MOST_SILENCES = 500;

export interface SilencesDeps {
  readonly desk: WarningDesk;
  readonly policy: WarningPolicy;
  readonly audit: AuditSink;
  readonly now: () => number;
}

/** What a silence is asked to be. */
export interface AskedSilence extends SilenceDraft {
  /** Of the one that it replaces. */
  readonly id?: string;
  /** As a foreign client calls who asked. */
  readonly created_by?: string;
}

/** Silences with their caps, and which warnings hold back which. */
export function createSilences({ desk, policy, audit, now }: SilencesDeps) {
  const isWithinArea = (area: Area, { matchers }: Pick<SilenceRow, 'matchers'>): boolean =>
    area === null || districtsOf(matchers).some((code) => area.includes(code));

  function require(area: Area, id: string): SilenceRow {
    const row = desk.silences.find(id);
    if (!row) throw warningsErrors.unknown_silence();
    if (!isWithinArea(area, row)) throw kitErrors.out_of_area();
    return row;
  }

  function shown(row: SilenceRow): Silence {
    const open = desk.book.listOpen();
    return desk.silences.shown(
      row,
      now(),
      (id) => open.filter(({ silences }) => silences.includes(id)).length,
    );
  }

  return {
    list: (area: Area): Silence[] =>
      desk.silences
        .list()
        .filter((row) => isWithinArea(area, row))
        .map(shown),
    get: (area: Area, id: string): Silence => shown(require(area, id)),

    async add(acting: Acting, area: Area, asked: AskedSilence): Promise<Silence> {
      const matches = compileMatchers(asked.matchers);
      if (matchesNothingToo(matches)) throw warningsErrors.silence_matches_all();
      if (!isWithinArea(area, asked)) throw kitErrors.out_of_area();
      const before = asked.id === undefined ? undefined : require(area, asked.id);
      const row = rowOf(asked, acting, before);
      const inForce = desk.silences.list().filter(({ ends_ms }) => ends_ms > now());
      if (!before && inForce.length >= MOST_SILENCES)
        throw warningsErrors.too_many_silences({ most: MOST_SILENCES });
      await desk.inTurn(async (turn) => {
        turn.silences.set(row.id, row);
        await record(acting, 'silences.set', `silence:${row.id}`, {
          ...{ reason: row.reason, ends_ms: row.ends_ms, matchers: row.matchers.map((one) => ({ ...one })) },
          before: before ? { ends_ms: before.ends_ms, reason: before.reason } : null,
        });
      });
      return shown(desk.silences.find(row.id)!);
    },

    /** What burns under it is notified in the same turn. */
    async end(acting: Acting, area: Area, id: string): Promise<void> {
      const row = require(area, id);
      if (row.ends_ms <= now()) return;
      await desk.inTurn(async (turn) => {
        const ends_ms = turn.now_ms;
        turn.silences.set(id, { ...row, ends_ms, updated_ms: ends_ms, ended_by: acting.session.account });
        await record(acting, 'silences.end', `silence:${id}`, { before: { ends_ms: row.ends_ms } });
      });
    },

    inhibitions: (): InhibitionsInForce => ({ ...desk.inhibitions, list: [...desk.inhibitions.list] }),

    /**
     * In force from the turn that stores them on.
     * @throws AppError when they hold each other back in a circle, or somebody else changed them
     */
    async setInhibitions(acting: Acting, { version, list }: Inhibitions): Promise<InhibitionsInForce> {
      requireNoLoop(list);
      const by = acting.session.account;
      await desk.inTurn(async (turn) => {
        const { inhibitions: before } = desk;
        if (before.version !== version) throw warningsErrors.inhibitions_changed();
        turn.inhibitions = { version: version + 1, list, by, at_ms: turn.now_ms };
        await record(acting, 'inhibitions.set', null, {
          before: before.list.map(({ name }) => name.zh),
          after: list.map(({ name }) => name.zh),
        });
      });
      return { ...desk.inhibitions, list: [...desk.inhibitions.list] };
    },
  };

  function rowOf(asked: AskedSilence, { session }: Acting, before: SilenceRow | undefined): SilenceRow {
    const now_ms = now();
    const starts_ms = Math.max(asked.starts_ms ?? now_ms, before?.starts_ms ?? 0);
    const { ends_ms, matchers, reason, end_when_idle, created_by } = asked;
    const span_ms = ends_ms - Math.max(starts_ms, now_ms);
    if (ends_ms <= now_ms || ends_ms <= starts_ms || span_ms > policy.most_silence_ms)
      throw warningsErrors.silence_span({ hours: policy.most_silence_ms / HOUR_MS });
    const owner =
      created_by && created_by !== session.account ? `${session.account}（${created_by}）` : session.account;
    return {
      ...{ id: before?.id ?? randomUUID(), matchers: [...matchers], starts_ms, ends_ms, owner, reason },
      ...{ end_when_idle, idle_since_ms: null, ended_by: null, updated_ms: now_ms },
    };
  }

  function record(
    { session, address }: Acting,
    action: string,
    target: string | null,
    detail: { [key: string]: Json },
  ): Promise<void> {
    const { principal, account: actor } = session;
    return audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

/** Districts that conditions limit themselves to. */
const districtsOf = (matchers: readonly Matcher[]): string[] =>
  matchers
    .filter(({ name, isRegex, isEqual }) => name === 'district' && !isRegex && isEqual)
    .map(({ value }) => value);
