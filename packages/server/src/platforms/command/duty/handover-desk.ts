import type { Bilingual, HandoverAct } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Db } from '../../../kit/db.ts';
import { dutyErrors } from './errors.ts';
import type { HandoverRow, HandoverStore, LineRow } from './handover-store.ts';
import { nameOf, type PeopleBook } from './people-book.ts';
import type { Outbox } from './ports.ts';
import type { PostRow } from './store.ts';

/** One handover as it is worked on, alone, in a transaction. */
export interface Desk {
  readonly tx: Db;
  readonly store: HandoverStore;
  readonly row: HandoverRow;
  readonly post: PostRow;
  readonly acting: Acting;
  readonly now_ms: number;
}

interface ActMore {
  readonly line?: number;
  readonly reason?: HandoverAct['reason'];
  readonly text?: string;
  readonly by?: string;
}

/** Puts on record what was done. */
export const act = (
  { store, row, now_ms, acting }: Desk,
  what: HandoverAct['act'],
  { line, reason = null, text = '', by = acting.session.account }: ActMore = {},
): Promise<void> =>
  store.addActs([
    { handover: row.id, line: line ?? null, at_ms: now_ms, author: by, act: what, reason, text },
  ]);

/** @throws AppError when it is for the other side to do */
export function requireSide(
  { incoming, outgoing }: HandoverRow,
  by: 'outgoing' | 'incoming' | 'either',
  principal: string,
  book: PeopleBook,
): void {
  if (by !== 'outgoing' && principal === incoming) return;
  if (by !== 'incoming' && principal === outgoing) return;
  if (by === 'incoming') throw dutyErrors.incoming_only({ name: nameOf(book, incoming) });
  throw dutyErrors.outgoing_only({ name: nameOf(book, outgoing) });
}

export const factsOf = (row: HandoverRow, post: PostRow, book: PeopleBook) => ({
  ...row,
  post_name: post.name,
  ...{ outgoing_name: nameOf(book, row.outgoing), incoming_name: nameOf(book, row.incoming) },
});

export const shownLine = ({ handover: _, key: __, ...line }: LineRow) => line;

export const shownAct = ({
  at_ms,
  author,
  act: what,
  line,
  reason,
  text,
}: Awaited<ReturnType<HandoverStore['listActs']>>[number]): HandoverAct => ({
  at_ms,
  by: author,
  act: what,
  line,
  reason,
  text,
});

/** Says something of a handover to one side, in its transaction. */
export async function tell(
  outbox: Outbox | null,
  { tx, row, post }: Desk,
  to: string,
  what: string,
  text: Bilingual,
): Promise<void> {
  await outbox?.queue(tx, {
    ...{ key: `duty/handover/${row.id}/${what}`, channel: 'screen', to, text, drill: false },
    subject: { zh: `交接班：${post.name.zh}`, en: `Handover: ${post.name.en}` },
    about: { module: 'duty', id: `handover:${row.id}`, opens: `/duty/handovers/${row.id}` },
  });
}
