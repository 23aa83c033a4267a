import type { Bilingual, ReceiptKind } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import { invariant } from '../../kit/errors.ts';
import { firstStateOf, type NewMessage } from './model.ts';
import { createMessageStore } from './store.ts';

const MOST_KEY = 200;
const MOST_SUBJECT = 200;
const MOST_TEXT = 4000;

/**
 * Takes a message in the transaction of the change that it tells of: both are there after the commit, or neither. A key is
 * taken once, whoever asks and however often.
 * @returns the number of the message
 */
export async function queueMessage(tx: Db, clock: Clock, message: NewMessage): Promise<number> {
  const { key, channel, to, about, drill, data = null } = message;
  invariant(key.length > 0 && key.length <= MOST_KEY, `the key of a message has 1 to ${MOST_KEY} letters`);
  const store = createMessageStore(tx);
  const queued_ms = clock.now();
  const state = firstStateOf(message);
  const id = await store.insert({
    ...{ key, channel, recipient: to, about, data, drill, state, queued_ms },
    subject: clipped(message.subject, MOST_SUBJECT),
    body: clipped(message.text, MOST_TEXT),
  });
  if (id === null) {
    const known = await store.findByKey(key);
    invariant(known, `the message ${key} is there`);
    return known.id;
  }
  const receipt = (kind: ReceiptKind, detail: Bilingual) => ({
    ...{ message: id, at_ms: queued_ms, kind, attempt: 0, detail, by: null },
  });
  await store.addReceipts([receipt('queued', QUEUED), ...(drill ? [receipt('blocked', DRILL)] : [])]);
  return id;
}

const QUEUED: Bilingual = { zh: '已登记', en: 'On record' };
const DRILL: Bilingual = { zh: '演练，未外发', en: 'A drill: not sent to anybody' };

/** An alarm with too long a text is sent with less of it rather than not at all. */
function clipped({ zh, en }: Bilingual, most: number): Bilingual {
  const cut = (text: string) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  return { zh: cut(zh), en: cut(en) };
}
