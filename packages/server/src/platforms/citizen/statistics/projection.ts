import type { Db } from '../../../kit/db.ts';
import type { CaseClockFacts, CaseFact, CaseFacts, Change } from '../cases/index.ts';
import type { FactRow } from './fact.ts';
import type { FactTable } from './fact-table.ts';
import type { StatisticsStore } from './store.ts';

/** Rows that are read at once: of the timeline, of facts, and of changes that are worked out before others have their turn. */
const MOST = { entries: 5000, facts: 2000, changes: 200 } as const;
/** Rows of the timeline that are looked at a second time: one may come into sight after a later one. */
const SEEN_TWICE = 2000;

type EntriesAfter = (
  id: number,
  most: number,
) => Promise<readonly { readonly id: number; readonly case: number }[]>;

/** Works out what figures count of each case that changed, for the database and the table in memory. */
export function createProjection(
  store: StatisticsStore,
  table: FactTable,
  facts: Pick<CaseFacts, 'of' | 'clocksOf'>,
  entriesAfter: EntriesAfter,
) {
  let running: Promise<void> | null = null;

  let isLoaded = false;

  /** Reads what was worked out before the start. */
  async function load(): Promise<void> {
    for (let after = 0; !isLoaded; ) {
      const facts = await store.listFactsAfter(after, MOST.facts);
      for (const fact of facts) table.apply(fact);
      after = facts.at(-1)?.case ?? after;
      isLoaded = facts.length < MOST.facts;
    }
  }

  async function work(): Promise<void> {
    await load();
    for (;;) {
      const changed = await store.listChanged(MOST.changes);
      if (changed.length === 0) return;
      const ids = [...new Set(changed.map((one) => one.case))];
      const [cases, versions] = await Promise.all([facts.of(ids), store.versionsOf(ids)]);
      const news = cases.filter(({ id, version }) => versions.get(id) !== version);
      const clocks = await facts.clocksOf(news.map(({ id }) => id));
      const rows = news.map((fact) => rowOf(fact, clocks.get(fact.id)));
      await store.save(
        rows,
        changed.map(({ id }) => id),
      );
      for (const row of rows) table.apply(row);
    }
  }

  /** What was written by others than the service that tells us: a past that was made on its own clock. */
  async function readTimeline(): Promise<void> {
    for (let after = Math.max(0, (await store.cursor()) - SEEN_TWICE); ; ) {
      const entries = await entriesAfter(after, MOST.entries);
      const last = entries.at(-1);
      if (!last) return;
      await store.changedUpTo([...new Set(entries.map((one) => one.case))], last.id);
      after = last.id;
      if (entries.length < MOST.entries) return;
    }
  }

  const catchUp = (): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    /** In the transaction of the changes. */
    note: (tx: Db, changes: readonly Change[]): Promise<void> =>
      store.changed(
        tx,
        changes.map(({ id }) => id),
        Math.max(0, ...changes.map(({ by }) => by.at_ms)),
      ),
    /** Works off all that changed; whoever asks meanwhile waits for the same work. */
    catchUp,
    /** As `catchUp`, with what was written outside of the service. */
    async sweep(): Promise<void> {
      await readTimeline();
      await catchUp();
    },
  };
}

function rowOf(fact: CaseFact, clocks: CaseClockFacts | undefined): FactRow {
  const { id, version, number, title, type, field, unit, district, taken_by, answered_by } = fact;
  const { received_ms, closed_ms, at_once, dispatches, returns, reworks, merged_into, state } = fact;
  const [answer, closing] = [clocks?.answer, clocks?.closing].map((clock) =>
    clock?.withdrawn ? null : clock,
  );
  return {
    ...{ case: id, version, number, title, type, field, unit, district, taken_by, answered_by, received_ms },
    ...{ closed_ms, at_once, is_answered: fact.first_answered_ms !== null, dispatches, returns, reworks },
    is_open: ['received', 'dispatched', 'answered'].includes(state),
    is_left_out: merged_into !== null || state === 'withdrawn' || state === 'referred',
    ...{ answer_due_ms: answer?.due_ms ?? null, answer_finished_ms: answer?.finished_ms ?? null },
    ...{ closing_due_ms: closing?.due_ms ?? null, closing_finished_ms: closing?.finished_ms ?? null },
  };
}
