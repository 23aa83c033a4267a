import type { Bilingual } from '@opentocc/contract';
import type { Messages } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';
import type { Draft } from './changes.ts';
import type { CaseRow } from './model.ts';
import type { CaseQueries } from './store.ts';

/** Tells who asked of the answer, in the transaction in which the case is closed. */
export type Teller = (tx: Db, queries: CaseQueries, draft: Draft) => Promise<void>;

const CHANNELS = { sms: 'sms', mail: 'email' } as const;

/** What stands below an answer: how who asked follows the case, and has it opened again. */
export type Invite = (row: Pick<CaseRow, 'id' | 'number'>) => Promise<Bilingual>;

/** Each who asked is answered in the way that they chose: of the case, and of those that were merged into it. */
export function createTeller(messages: Pick<Messages, 'queue'>, invite: Invite | undefined): Teller {
  return async (tx, queries, draft) => {
    const text = (await queries.answers.listOf(draft.row.id)).findLast(({ refused }) => !refused)?.text;
    if (text === undefined) return;
    const all = [draft.row, ...(await queries.listByIds(await descendantsOf(queries, draft.row.id)))];
    for (const row of all) {
      const channel =
        row.answer_by === 'sms' || row.answer_by === 'mail' ? CHANNELS[row.answer_by] : undefined;
      if (channel === undefined) continue;
      const below = await invite?.(row);
      await messages.queue(tx, messageOf(row, draft.row, channel, withBelow(text, below)));
    }
  };
}

const withBelow = (text: string, below: Bilingual | undefined): Bilingual => ({
  zh: below ? `${text}\n${below.zh}` : text,
  en: below ? `${text}\n${below.en}` : text,
});

function messageOf(row: CaseRow, answered: CaseRow, channel: 'sms' | 'email', text: Bilingual) {
  const { number, id } = row;
  return {
    ...{
      key: `cases/${id}/answer/${answered.id}/${answered.round}/${answered.reworks}`,
      channel,
      to: `case:${id}`,
    },
    subject: { zh: `您的诉求 ${number} 已有答复`, en: `Your request ${number} was answered` },
    text,
    about: { module: 'cases', id: `${id}`, opens: `/cases?case=${id}` },
    drill: false,
  };
}

/** Cases that were merged into one, and into those. */
export async function descendantsOf(queries: Pick<CaseQueries, 'mergedInto'>, id: number): Promise<number[]> {
  const children = await queries.mergedInto(id);
  const below = await Promise.all(children.map((child) => descendantsOf(queries, child)));
  return [...children, ...below.flat()];
}

/** The case in which one that was merged is handled now; itself where it was not merged. */
export async function rootOf(queries: Pick<CaseQueries, 'find'>, id: number): Promise<number> {
  const row = await queries.find(id);
  return row === undefined || row.merged_into === null ? id : rootOf(queries, row.merged_into);
}
