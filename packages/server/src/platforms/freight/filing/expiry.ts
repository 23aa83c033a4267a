import type { Bilingual } from '@opentocc/contract';
import type { Messages } from '../../../base/messages/index.ts';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import type { Changing } from './changing.ts';
import type { EntryRow } from './model.ts';
import { endsSoon } from './reader.ts';
import type { FilingRegister } from './register.ts';
import { settingsOn } from './settings.ts';
import type { FilingQueries, FilingStore } from './store.ts';

export interface ExpiryDeps {
  readonly store: FilingStore;
  readonly register: FilingRegister;
  readonly clock: Clock;
  readonly changing: Changing;
  readonly messages: Pick<Messages, 'queue'>;
  /** Principals who file for a firm. */
  readonly peopleOf: (firm: string) => Promise<readonly string[]>;
}

/** soon: within the days of notice; day: the last day; ended: it is over. */
type Stage = 'soon' | 'day' | 'ended';
const WORDS: Readonly<Record<Stage, Bilingual>> = {
  soon: { zh: '证件即将到期', en: 'Documents end soon' },
  day: { zh: '证件今日到期', en: 'Documents end today' },
  ended: { zh: '证件已到期，不能再通行', en: 'Documents have ended: no more trips' },
};
/** Entries that a message names. */
const NAMED = 5;
const SYSTEM = { principal: 'system', actor: 'system' } as const;

/** Says in time that documents end, once in each stage, and ends suspensions whose time is over. */
export function createExpiry({ store, register, clock, changing, messages, peopleOf }: ExpiryDeps) {
  async function notify(firm: string, stage: Stage, rows: readonly EntryRow[]): Promise<void> {
    const people = await peopleOf(firm);
    const at_ms = clock.now();
    await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const fresh = await unsaid(queries, rows, stage, at_ms);
      if (fresh.length === 0) return;
      const act = stage === 'ended' ? ('expired' as const) : ('expiring' as const);
      await queries.addEvents(
        fresh.map(({ id, version, until }) => ({
          ...{ entry: id, version, ...SYSTEM, at_ms, act, reason: until ?? '', content: null },
        })),
      );
      for (const to of people) await messages.queue(tx, messageOf(firm, stage, fresh, to));
    });
  }

  return {
    async warn(): Promise<void> {
      const now_ms = clock.now();
      const today = cityDay(now_ms);
      const { notice_days } = settingsOn(today);
      const ending = [...register.all()].filter(
        (row) => row.firm !== null && endsSoon(row, now_ms, notice_days),
      );
      const stageOf = ({ until }: EntryRow): Stage =>
        until === today ? 'day' : (until ?? '') < today ? 'ended' : 'soon';
      const groups = groupBy(ending, (row) => `${stageOf(row)} ${row.firm}`);
      for (const rows of groups.values()) await notify(rows[0].firm ?? '', stageOf(rows[0]), rows);
    },
    async endSuspensions(): Promise<void> {
      const at_ms = clock.now();
      const over = [...register.all()].filter(
        ({ state, suspended_until_ms }) => state === 'suspended' && (suspended_until_ms ?? Infinity) <= at_ms,
      );
      for (const { id, version } of over)
        await changing.change({ ...SYSTEM, at_ms }, { id, version, firms: null }, () => ({
          ...{ act: 'reinstated', reason: '暂停期满 its time is over' },
          set: { state: 'approved', reason: '', suspended_until_ms: null, sanctioned_by: null },
        }));
    },
  };
}

/** Those of which it was not said yet; from now on it was. */
async function unsaid(queries: FilingQueries, rows: readonly EntryRow[], stage: Stage, at_ms: number) {
  const fresh: EntryRow[] = [];
  for (const row of rows)
    if (await queries.noteNotice(row.id, row.until ?? '', stage, at_ms)) fresh.push(row);
  return fresh;
}

function messageOf(firm: string, stage: Stage, rows: readonly EntryRow[], to: string) {
  const names = rows.slice(0, NAMED).map(({ title, until }) => `${title}（${until}）`);
  const more =
    rows.length > NAMED ? { zh: ` 等 ${rows.length} 条`, en: ` and others, ${rows.length} in all` } : null;
  const listed = names.join('、');
  return {
    key: `filing/${firm}/${stage}/${rows[0].id}/${rows[0].until}/${rows.length}/${to}`,
    ...{ channel: 'screen' as const, to, drill: false, subject: WORDS[stage] },
    text: { zh: `${listed}${more?.zh ?? ''}`, en: `${listed}${more?.en ?? ''}` },
    about: { module: 'filing', id: rows[0].id, opens: '/freight/filing?waits=expiry' },
  };
}
