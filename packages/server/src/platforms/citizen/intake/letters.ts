import { type Bilingual, CASE_TEXT_LENGTH, type TakenLetter } from '@opentocc/contract';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { AppError } from '../../../kit/errors.ts';
import type { Letter, MailPlace } from '../../../platform.ts';
import type { TakenCase } from '../cases/index.ts';
import type { Gate } from './gate.ts';
import { type CasesPort, OLDEST_MS } from './ports.ts';
import { maskSender, person } from './senders.ts';
import { type RefusedFile, siftFiles, withRefused } from './sift-files.ts';
import type { IntakeStore, LetterRow } from './store.ts';

export interface LettersDeps {
  readonly store: IntakeStore;
  readonly cases: CasesPort;
  readonly gate: Gate;
  readonly attachments: Pick<Attachments, 'prepare'>;
  readonly clock: Clock;
  /** Name of the mailbox, by which its place is remembered. */
  readonly mailbox: string;
}

type Became = Pick<LetterRow, 'outcome' | 'case_number'> & { readonly notes: readonly Bilingual[] };

const CASE_NUMBER = /SZ12328-\d{8}-\d{6}/;
const SECRECY =
  /(?:请|要求|希望|需要)[^。！？\n]{0,8}(?:保密|匿名)|(?:不要|不得|切勿|请勿)[^。！？\n]{0,6}(?:透露|泄露)/;

const AUTOMATIC: Bilingual = { zh: '自动回复或退信，未建工单', en: 'Written by a program: no case was made' };
const TOO_LARGE: Bilingual = {
  zh: '来信过大，只收取了标题，正文与附件请在邮箱中查看',
  en: 'Too large: its heading alone was read; look at the rest in the mailbox',
};
const BROKEN: Bilingual = {
  zh: '来信无法解析，请在邮箱中查看原件',
  en: 'It could not be read; look at the original in the mailbox',
};

/** Letters of citizens by mail: each becomes a case, part of one, or is on record with the reason why not. */
export function createLetters({ store, cases, gate, attachments, clock, mailbox }: LettersDeps) {
  async function become(letter: Letter): Promise<Became> {
    if (letter.automatic) return { outcome: 'refused', case_number: null, notes: [AUTOMATIC] };
    const { good, refused } = await siftFiles(attachments.prepare, letter.files);
    const notes = [...notesOf(letter), ...refused.map(noteOf)];
    const text = withRefused(textOf(letter), refused, CASE_TEXT_LENGTH);
    const known = await answered(letter);
    if (known) {
      await cases.remark(known.id, { key: `mail:${letter.key}`.slice(0, 200), text, files: good });
      return { outcome: 'remark', case_number: known.number, notes };
    }
    const offered = await gate.offer(
      { ...takenOf(letter, text, clock.now()), attachments: good },
      person(letter.from.address),
    );
    return offered.kind === 'case'
      ? { outcome: 'case', case_number: offered.number, notes }
      : { outcome: 'held', case_number: null, notes };
  }

  /** One that can never be taken as it is stands on record with the reason, and the next ones come after it. */
  const tried = (letter: Letter): Promise<Became> =>
    become(letter).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return { outcome: 'refused', case_number: null, notes: [...notesOf(letter), refusedFor(error)] };
    });

  /** The case that a letter names, where it is of who wrote it: a stranger who knows a number makes a case of their own. */
  async function answered({ subject, from }: Letter) {
    const [number] = CASE_NUMBER.exec(subject) ?? [];
    const found = number === undefined ? undefined : await cases.findByNumber(number);
    return found && (await cases.isOf(found.id, from.address)) ? found : undefined;
  }

  return {
    async place(): Promise<MailPlace | null> {
      const row = await store.letters.findPlace(mailbox);
      return row ? { validity: row.validity, uid: row.uid } : null;
    },
    /** Resolves when what became of it is durable; the same letter, found in another place, is the same. */
    async take(letter: Letter, place: MailPlace): Promise<void> {
      const known = await store.letters.find(letter.key);
      const became = known ?? (await tried(letter));
      const { outcome, case_number, notes } = became;
      await store.transaction(async (tx) => {
        const { letters } = store.of(tx);
        const row = {
          key: letter.key,
          sender: maskSender(person(letter.from.address)),
          received_ms: letter.received_ms,
        };
        if (!known) await letters.add({ ...row, taken_ms: clock.now(), outcome, case_number, notes });
        await letters.setPlace({ mailbox, ...place, at_ms: clock.now() });
      });
    },
  };
}

export type Letters = ReturnType<typeof createLetters>;

function takenOf(letter: Letter, text: string, now_ms: number): TakenCase {
  const { key, from, subject, received_ms } = letter;
  const { address, name } = from;
  const secret = SECRECY.test(text);
  return {
    ...{ channel: 'mail', key, text },
    ...(subject.length > 1 && { title: subject.slice(0, 100) }),
    received_ms: Math.min(now_ms, Math.max(received_ms, now_ms - OLDEST_MS)),
    asker: { name: name.slice(0, 50), phone: null, email: address || null, secret, answer_by: 'mail' },
  };
}

function textOf({ text, subject, unread }: Letter): string {
  const said = text === '' ? subject : text;
  const why =
    unread === 'too_large' ? `【系统】${TOO_LARGE.zh}` : unread === 'broken' ? `【系统】${BROKEN.zh}` : '';
  return [said, why].filter((part) => part !== '').join('\n\n') || '（来信没有文字）';
}

const notesOf = ({ unread }: Letter): Bilingual[] =>
  unread === 'too_large' ? [TOO_LARGE] : unread === 'broken' ? [BROKEN] : [];

const refusedFor = (error: AppError): Bilingual => ({
  zh: `未能建立工单：${error.in('zh')}；请在邮箱中查看原件`,
  en: `No case could be made: ${error.in('en')}; look at the original in the mailbox`,
});

const noteOf = ({ name, reason }: RefusedFile): Bilingual => ({
  zh: `附件“${name}”未收：${reason.zh}`,
  en: `The file “${name}” was not taken: ${reason.en}`,
});

export const letterOf = ({ key: _, case_number, notes, ...row }: LetterRow): TakenLetter => ({
  ...row,
  case: case_number,
  notes: [...notes],
});
