import { createHash } from 'node:crypto';
import {
  CASE_TEXT_LENGTH,
  type NewTransfer,
  type TransferNews,
  type TransferTaken,
} from '@opentocc/contract';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Taken, TakenCase } from '../cases/index.ts';
import type { CasesPort } from './ports.ts';
import { type SiftedFiles, siftFiles, withRefused } from './sift-files.ts';
import type { IntakeStore } from './store.ts';
import type { TransferAnswers } from './transfer-answers.ts';

export const PEER_SYSTEM = '12345';

export interface TransfersDeps {
  readonly store: IntakeStore;
  readonly cases: Pick<CasesPort, 'take' | 'remark'>;
  readonly attachments: Pick<Attachments, 'prepare'>;
  readonly answers: TransferAnswers;
  readonly audit: AuditSink;
  readonly clock: Clock;
}

/** What 12345 hands over: once by its number, with its due time beside ours. Acknowledged when the case is durable. */
export function createTransfers({ store, cases, attachments, answers, audit, clock }: TransfersDeps) {
  /** Makes the case known as theirs. A second one of the same number finds it so. */
  async function register(given: NewTransfer, { id, number: case_number }: Taken): Promise<void> {
    await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const { number } = given;
      const isNew = await queries.transfers.add({
        ...{ number, case_id: id, case_number, follows: id, digest: digestOf(given), answer: '' },
        received_ms: clock.now(),
      });
      if (isNew)
        await answers.write(tx, { number, case_number, step: 'accepted', text: '', at_ms: clock.now() });
    });
  }

  /** What they say the second time must not be lost where it is not what they said the first time. */
  async function remarkNews(
    given: NewTransfer,
    { id }: Taken,
    { good, refused }: SiftedFiles,
  ): Promise<boolean> {
    const digest = digestOf(given);
    const known = await store.transfers.find(given.number);
    if (!known || known.digest === digest) return false;
    const text = withRefused(`${PEER_SYSTEM} 再次转来，内容有变：${given.text}`, refused, CASE_TEXT_LENGTH);
    await cases.remark(id, { key: `${PEER_SYSTEM}:${digest.slice(0, 32)}`, text, files: good });
    await store.transfers.change(given.number, { digest });
    return true;
  }

  return {
    async deliver(acting: Acting, given: NewTransfer): Promise<TransferTaken> {
      const sifted = await siftFiles(
        attachments.prepare,
        given.files.map(({ name, content_base64 }) => ({
          name,
          content: Buffer.from(content_base64, 'base64'),
        })),
      );
      const taken = await cases.take(takenOf(given, sifted));
      await register(given, taken);
      const differs = !taken.is_new && (await remarkNews(given, taken, sifted));
      const { number } = given;
      const { session, address } = acting;
      await audit.record({
        ...{ principal: session.principal, actor: session.account, address, result: 'done' },
        ...{ action: 'intake.transfer', target: `transfer:${number}` },
        detail: { case: taken.number, same: !taken.is_new, differs, refused_files: sifted.refused.length },
      });
      const refused_files = [...sifted.refused];
      return { number, case: taken.number, same: !taken.is_new, differs, refused_files };
    },
    news: (after: number, limit: number): Promise<TransferNews[]> => answers.after(after, limit),
  };
}

function takenOf(given: NewTransfer, { good, refused }: SiftedFiles): TakenCase {
  const { number, due_ms, received_ms, type, title, asker, place, meant } = given;
  return {
    ...{ channel: '12345', key: number, asker, place, meant, attachments: good },
    text: withRefused(given.text, refused, CASE_TEXT_LENGTH),
    ...(type !== null && { type }),
    ...(title.length > 1 && { title }),
    ...(received_ms !== null && { received_ms }),
    outside: { system: PEER_SYSTEM, number, due_ms },
  };
}

/** Of what a transfer says; when it came in and by when it is due may be said again without being another matter. */
function digestOf({ text, title, type, place, meant, files }: NewTransfer): string {
  const contents = files.map(({ content_base64 }) =>
    createHash('sha256').update(content_base64).digest('hex'),
  );
  const said = JSON.stringify([text, title, type, place, meant, contents]);
  return createHash('sha256').update(said).digest('hex');
}

export type Transfers = ReturnType<typeof createTransfers>;
