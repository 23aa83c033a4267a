import type { WaysIn } from '@opentocc/contract';
import type { Mailbox } from '../../../platform.ts';
import type { Letters } from './letters.ts';

const NOT_SET = { zh: '未设置 MAIL_IN_URL', en: 'MAIL_IN_URL is not set' };

/** Reads the mailbox of citizens from the start to the end of the platform, and says whether it is reached. */
export function createMailFollowing(
  mailbox: Mailbox | null | undefined,
  letters: Pick<Letters, 'place' | 'take'>,
) {
  let standing = { up: false, reason: '' };
  const ending = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  return {
    standing: (): Omit<WaysIn['mail'], 'newest_ms'> => ({
      configured: Boolean(mailbox),
      says: mailbox?.says ?? NOT_SET,
      ...standing,
    }),
    /** What is said where a mailbox is set and not reached; null where all is well. */
    trouble: (): string | null =>
      mailbox && !standing.up && standing.reason !== '' ? `${mailbox.says.zh}：${standing.reason}` : null,
    async start(): Promise<void> {
      if (!mailbox) return;
      const heard = (now: typeof standing) => {
        standing = now;
      };
      ended = mailbox.follow({ ...letters, heard }, ending.signal);
    },
    async stop(): Promise<void> {
      ending.abort();
      await ended;
    },
  };
}

export type MailFollowing = ReturnType<typeof createMailFollowing>;
