import type { Bilingual, TransferNews, TransferStep } from '@opentocc/contract';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { Change } from '../cases/index.ts';
import type { IntakeQueries, IntakeStore, NewsRow, TransferRow } from './store.ts';

export interface TransferAnswersDeps {
  readonly store: IntakeStore;
  readonly outbox: Outbox;
}

type Entry = Change['entries'][number];

const STEP_WORDS: Readonly<Record<TransferStep, Bilingual>> = {
  accepted: { zh: '已受理', en: 'accepted' },
  dispatched: { zh: '已转办', en: 'dispatched' },
  returned: { zh: '退回', en: 'returned' },
  answered: { zh: '已办结答复', en: 'answered' },
  reopened: { zh: '重新办理', en: 'opened again' },
  merged: { zh: '并案办理', en: 'handled with another case' },
};

/** Which step an entry of the timeline is to 12345. An answer is theirs when the case is closed with it. */
const STEP_OF: Readonly<Partial<Record<Entry['kind'], TransferStep>>> = {
  ...{ dispatched: 'dispatched', referred: 'returned', withdrawn: 'returned' },
  ...{ closed: 'answered', reopened: 'reopened', merged_into: 'merged' },
};

/**
 * What 12345 hears of the cases that it handed over: rows that are written in the transaction of the change and posted to the
 * endpoint that was chosen, signed, in the same transaction. Where none is chosen they wait to be asked for.
 */
export function createTransferAnswers({ store, outbox }: TransferAnswersDeps) {
  async function write(tx: Db, row: Omit<NewsRow, 'seq'>): Promise<void> {
    const queries = store.of(tx);
    const news = await queries.transfers.addNews(row);
    const peer = await queries.transfers.findPeer();
    if (peer?.endpoint) await post(tx, peer.endpoint, news);
  }

  async function post(tx: Db, endpoint: number, news: NewsRow): Promise<void> {
    const { number, case_number, step, text, seq } = news;
    const words = STEP_WORDS[step];
    await outbox.queue(tx, {
      ...{ key: `intake/transfer/${number}/${seq}`, channel: 'webhook', to: String(endpoint), drill: false },
      subject: { zh: `${number} ${words.zh}`, en: `${number} ${words.en}` },
      text: { zh: text, en: text },
      about: { module: 'intake', id: number, opens: `/cases?text=${case_number}` },
      data: newsOf(news),
    });
  }

  async function follow(
    tx: Db,
    queries: IntakeQueries,
    transfer: TransferRow,
    change: Change,
  ): Promise<void> {
    for (const entry of change.entries) {
      const isOwn = change.id === transfer.case_id;
      // A case that was split off again is its own again, whoever the other one follows by then.
      if (isOwn && entry.kind === 'split')
        await queries.transfers.change(transfer.number, { follows: change.id });
      if (transfer.follows !== change.id) continue;
      await tell(tx, queries, transfer, entry, change.by.at_ms);
    }
  }

  async function tell(
    tx: Db,
    queries: IntakeQueries,
    { number, case_number }: TransferRow,
    entry: Entry,
    at_ms: number,
  ): Promise<void> {
    if (entry.kind === 'answered') await queries.transfers.change(number, { answer: answerIn(entry) });
    if (entry.kind === 'merged_into')
      await queries.transfers.change(number, { follows: Number(entry.detail?.into) });
    const step = STEP_OF[entry.kind];
    if (!step) return;
    const answer = step === 'answered' ? (await queries.transfers.find(number))?.answer : undefined;
    await write(tx, { number, case_number, step, text: answer || entry.zh, at_ms });
  }

  return {
    write,
    /** Hears of every change of cases, in its transaction. */
    async within(tx: Db, changes: readonly Change[]): Promise<void> {
      const queries = store.of(tx);
      for (const change of changes)
        for (const transfer of await queries.transfers.ofCase(change.id))
          await follow(tx, queries, transfer, change);
    },
    after: async (seq: number, limit: number): Promise<TransferNews[]> =>
      (await store.transfers.newsAfter(seq, limit)).map(newsOf),
  };
}

const newsOf = ({ case_number, ...row }: NewsRow): TransferNews => ({ ...row, case: case_number });

/** The text without what the timeline says before it. */
const answerIn = ({ zh }: Entry): string => zh.replace(/^(?:即时)?答复：/, '');

export type TransferAnswers = ReturnType<typeof createTransferAnswers>;
