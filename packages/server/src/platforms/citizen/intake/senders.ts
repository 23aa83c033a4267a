import type { CaseChannel } from '@opentocc/contract';
import { maskPhone } from '../../../base/accounts/index.ts';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import type { TakenCase } from '../cases/index.ts';

const contextOf = (held: string) => `intake:held:${held}`;

/** For the key service, which seals this column again at a rotation. */
export const HELD_COLUMN: SealedColumn = {
  ...{ purpose: 'personal', table: 'intake_held_content', id: 'held', column: 'content_sealed' },
  context: contextOf,
};

/** What is held back, but for its files. */
export type HeldContent = Omit<TakenCase, 'attachments'>;

/** Who sends: masked on screens, known again by a digest; what they wrote is sealed while it is held back. */
export function createSenders(keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>) {
  return {
    /** Null for who did not say. */
    indexOf: async (channel: CaseChannel, sender: string): Promise<string | null> =>
      sender === '' ? null : keys.blindIndex(`intake:${channel}`, normal(sender)),
    mask: maskSender,
    seal: (held: number, content: HeldContent) =>
      keys.seal('personal', JSON.stringify(content), contextOf(`${held}`)),
    open: async (held: number, sealed: string): Promise<HeldContent> =>
      JSON.parse(await keys.open('personal', sealed, contextOf(`${held}`))),
  };
}

export type Senders = ReturnType<typeof createSenders>;

/** A number without what people write between its digits, an address in small letters. */
const normal = (sender: string) =>
  sender.includes('@') ? sender.trim().toLowerCase() : sender.replace(/[^\d+]/g, '');

/** 138****5678, z***@example.com. */
export function maskSender(sender: string): string {
  const at = sender.lastIndexOf('@');
  if (at < 0) return sender === '' ? '' : maskPhone(normal(sender));
  return `${sender.slice(0, 1)}***${sender.slice(at)}`;
}
