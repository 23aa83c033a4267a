import type { Bilingual, LotTrace, Recall, RecallNotice, RecallSheet } from '@opentocc/contract';
import type { Reached, TraceDirection } from '@opentocc/core/freight';
import type { NewMessage, Outbox } from '../../../base/messages/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { coldErrors } from './errors.ts';
import type { LotBook } from './lot-book.ts';
import { authorOf, type NoticeRow, type RecallRow } from './model.ts';
import { isWithin, type Units, unitsOf } from './reach.ts';
import type { ColdStore } from './store.ts';

/** What is listed of a trace on a screen; the rest is counted. */
const MOST_REACHED = 2000;
const MOST_MOVEMENTS = 2000;

export interface RecallsDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly lots: LotBook;
  readonly messages: Outbox;
  /** Principals of accounts that answer for a unit. */
  readonly answerersOf: (unit: string) => Promise<readonly string[]>;
  readonly namesOf: () => Promise<ReadonlyMap<string, Bilingual>>;
}

/** Where a lot went, who still has of it, and that each of them answers. */
export function createRecalls({ store, clock, lots, messages, answerersOf, namesOf }: RecallsDeps) {
  /** Of holders: a warehouse is one by its own code. */
  const holderNames = async (): Promise<ReadonlyMap<string, Bilingual>> => {
    const [warehouses, units] = await Promise.all([store.listWarehouses(), namesOf()]);
    return new Map([...warehouses.map(({ code, name }) => [code, name] as const), ...units]);
  };

  async function sheet(id: string): Promise<RecallSheet> {
    const row = await store.findRecall(id);
    if (!row) throw coldErrors.unknown_recall({ id });
    const [notices, names] = await Promise.all([store.noticesOf([id]), holderNames()]);
    return {
      ...recallOf(row, notices),
      notices: notices.map((notice) => noticeOf(notice, row, names)),
    };
  }

  async function begin(acting: Acting, lot: string, reason: string): Promise<string> {
    if (!lots.has(lot)) throw coldErrors.unknown_lot({ lot });
    const by = authorOf(acting, clock.now());
    const held = holdingsOf(lots.trace(lot, 'forward', 0).reached);
    const answerers = new Map(
      await Promise.all([...held.keys()].map(async (holder) => [holder, await answerersOf(holder)] as const)),
    );
    return store.transaction(async (tx) => {
      const queries = store.of(tx);
      await queries.lockSlots(`recall:${lot}`);
      const going = await queries.recallOf([lot]);
      if (going) throw coldErrors.recall_going({ lot, id: going.id });
      const id = await queries.nextCode('H', cityDay(by.at_ms));
      await queries.addRecall({
        ...{ id, lot, reason, begun_ms: by.at_ms, begun_by: by.actor, ended_ms: null, ended_note: null },
      });
      await queries.addNotices(
        [...held].map(([holder, has]) => ({
          ...{ recall: id, holder, lots: has, messaged: (answerers.get(holder) ?? []).length > 0 },
          ...{ noticed_ms: by.at_ms, answered_ms: null, answered_by: null, secured: null, note: '' },
        })),
      );
      for (const [holder, principals] of answerers)
        for (const principal of principals)
          await messages.queue(tx, messageOf({ id, lot, reason }, holder, principal));
      return id;
    });
  }

  return {
    begin,
    sheet,
    async list(offset: number, limit: number): Promise<{ recalls: Recall[]; total: number }> {
      const [rows, total] = await Promise.all([store.listRecalls(offset, limit), store.countRecalls()]);
      const notices = groupBy(await store.noticesOf(rows.map(({ id }) => id)), ({ recall }) => recall);
      return { recalls: rows.map((row) => recallOf(row, notices.get(row.id) ?? [])), total };
    },
    async end(id: string, ended_note: string): Promise<void> {
      await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const row = await queries.holdRecall(id);
        if (!row) throw coldErrors.unknown_recall({ id });
        if (row.ended_ms !== null) throw coldErrors.recall_over({ id });
        const waiting = (await queries.noticesOf([id])).filter(
          ({ answered_ms }) => answered_ms === null,
        ).length;
        if (waiting > 0) throw coldErrors.recall_unanswered({ n: waiting });
        await queries.endRecall(id, clock.now(), ended_note);
      });
    },
    async notices(units: Units): Promise<RecallNotice[]> {
      const [rows, names] = await Promise.all([store.noticesFor(units), holderNames()]);
      const recalls = new Map(
        await Promise.all(
          [...new Set(rows.map(({ recall }) => recall))].map(
            async (id) => [id, await store.findRecall(id)] as const,
          ),
        ),
      );
      return rows.flatMap((row) => {
        const recall = recalls.get(row.recall);
        return recall ? [noticeOf(row, recall, names)] : [];
      });
    },
    /** An answer of the holder, or of an officer who called them. A later answer replaces it while the recall goes on. */
    async answer(acting: Acting, id: number, secured: number, said: string): Promise<RecallNotice> {
      const by = authorOf(acting, clock.now());
      const units = unitsOf(acting.session, 'cold-chain:declare');
      const { answered, recall } = await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const row = await queries.holdNotice(id);
        if (!row || !isWithin(units, row.holder)) throw coldErrors.unknown_notice({ id });
        const recall = await queries.findRecall(row.recall);
        if (!recall || recall.ended_ms !== null) throw coldErrors.recall_over({ id: row.recall });
        const answered = { ...row, answered_ms: by.at_ms, answered_by: by.actor, secured, note: said };
        await queries.answerNotice(answered);
        return { answered, recall };
      });
      return noticeOf(answered, recall, await holderNames());
    },
    async trace(lot: string, direction: TraceDirection): Promise<LotTrace> {
      const begun = performance.now();
      const { reached, movements, left_out } = lots.trace(lot, direction, MOST_MOVEMENTS);
      const took_ms = performance.now() - begun;
      const names = await holderNames();
      return {
        ...{ lot, direction, known: lots.has(lot), left_out, took_ms },
        movements: [...movements],
        reached_left_out: Math.max(0, reached.length - MOST_REACHED),
        reached: reached
          .slice(0, MOST_REACHED)
          .map((one) => ({ ...one, holder_name: names.get(one.holder) ?? null })),
      };
    },
  };
}

export type Recalls = ReturnType<typeof createRecalls>;

const messageOf = (
  { id, lot, reason }: Pick<RecallRow, 'id' | 'lot' | 'reason'>,
  holder: string,
  to: string,
): NewMessage => ({
  ...{ key: `cold_chain/recall/${id}/${holder}/${to}`, channel: 'screen', to, drill: false },
  subject: { zh: `召回通知：批次 ${lot}`, en: `Recall of the lot ${lot}` },
  text: {
    zh: `批次 ${lot} 正在召回（${reason}）。请立即封存并在系统中答复已封存数量。`,
    en: `The lot ${lot} is being recalled (${reason}). Secure what you hold and answer with its quantity.`,
  },
  about: { module: 'cold_chain', id, opens: '/freight/cold-chain/notices' },
});

/** What each holder should still have; what was passed on or used up whole is held by nobody. */
export function holdingsOf(
  reached: readonly Reached[],
): Map<string, { lot: string; quantity: number | null }[]> {
  const held = new Map<string, { lot: string; quantity: number | null }[]>();
  for (const { lot, holder, left } of reached) {
    if (left === 0) continue;
    const has = held.get(holder) ?? [];
    held.set(holder, has);
    has.push({ lot, quantity: left });
  }
  return held;
}

function recallOf(row: RecallRow, notices: readonly NoticeRow[]): Recall {
  const quantities = notices.flatMap(({ lots }) => lots.map(({ quantity }) => quantity));
  const known = quantities.every((quantity) => quantity !== null);
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((all, one) => all + (one ?? 0), 0);
  return {
    ...{ id: row.id, lot: row.lot, reason: row.reason, begun_ms: row.begun_ms, begun_by: row.begun_by },
    ...{ ended_ms: row.ended_ms, holders: notices.length },
    answered: notices.filter(({ answered_ms }) => answered_ms !== null).length,
    outstanding: known ? sum(quantities) : null,
    secured: sum(notices.map(({ secured }) => secured)),
  };
}

const noticeOf = (
  row: NoticeRow,
  { lot, reason }: RecallRow,
  names: ReadonlyMap<string, Bilingual>,
): RecallNotice => ({
  ...{ id: row.id, recall: row.recall, lot, reason, holder: row.holder, messaged: row.messaged },
  ...{ holder_name: names.get(row.holder) ?? null, lots: [...row.lots], noticed_ms: row.noticed_ms },
  ...{ answered_ms: row.answered_ms, answered_by: row.answered_by, secured: row.secured, note: row.note },
});
