import type { CaseChannel, SenderKind } from '@opentocc/contract';
import { maskPhone } from '../../../base/accounts/index.ts';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import type { TakenCase } from '../cases/index.ts';

const contextOf = (held: string) => `intake:held:${held}`;

/** For the key service, which seals this column again at a rotation. */
export const HELD_COLUMN: SealedColumn = {
  ...{ purpose: 'personal', table: 'intake_held_content', id: 'held', column: 'content_sealed' },
  context: contextOf,
};

/** Who sent something, as far as that is known; an empty address is nobody who can be known again. */
export interface Sender {
  readonly kind: SenderKind;
  /** Telephone number or address of mail; of a network as `kit/caller-network` cuts it. */
  readonly address: string;
}

export const person = (address: string): Sender => ({ kind: 'person', address });

/** What is held back, but for its files. */
export type HeldContent = Omit<TakenCase, 'attachments'>;

/** Who sends: masked on screens, known again by a digest; what they wrote is sealed while it is held back. */
export function createSenders(keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>) {
  return {
    /** Null for who did not say. */
    indexOf: async (channel: CaseChannel, { kind, address }: Sender): Promise<string | null> => {
      if (address === '') return null;
      return kind === 'network'
        ? keys.blindIndex(`intake:${channel}:network`, address)
        : keys.blindIndex(`intake:${channel}`, normal(address));
    },
    mask: maskSender,
    seal: (held: number, content: HeldContent) =>
      keys.seal('personal', JSON.stringify(content), contextOf(`${held}`)),
    open: async (held: number, sealed: string): Promise<HeldContent> =>
      JSON.parse(await keys.open('personal', sealed, contextOf(`${held}`))),
  };
}

export type Senders = ReturnType<typeof createSenders>;

/**
 * A number without what people write between its digits and without the code of the country before a mobile number, which
 * would make three senders of one; an address in small letters.
 */
const normal = (sender: string) =>
  sender.includes('@')
    ? sender.trim().toLowerCase()
    : sender.replace(/[^\d+]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');

/** 138****5678, z***@example.com, IP 10.7.*. */
export function maskSender({ kind, address }: Sender): string {
  if (kind === 'network') return maskNetwork(address);
  const at = address.lastIndexOf('@');
  if (at < 0) return address === '' ? '' : maskPhone(normal(address));
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}

/** The first half of an IPv4 address, or of an IPv6 network: enough to see that two are the same provider's. */
function maskNetwork(network: string): string {
  const line = network.includes('.') ? '.' : ':';
  return `IP ${network
    .replace(/^::ffff:/, '')
    .split(line)
    .slice(0, 2)
    .join(line)}${line}*`;
}
