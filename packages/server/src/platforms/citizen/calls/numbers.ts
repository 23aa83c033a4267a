import { maskPhone } from '../../../base/accounts/index.ts';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';

const contextOf = (call: string) => `calls:number:${call}`;
const contextOfSaid = (event: string) => `calls:said:${event}`;

/** For the key service, which seals these columns again at a rotation. */
export const CALL_COLUMNS: readonly SealedColumn[] = [
  {
    ...{ purpose: 'personal', table: 'calls_number', id: 'call', column: 'number_sealed' },
    context: contextOf,
  },
  {
    ...{ purpose: 'personal', table: 'calls_said', id: 'event', column: 'said_sealed' },
    context: contextOfSaid,
  },
];

/** Digits alone: a switchboard may write one number in several ways. */
const digitsOf = (number: string) => number.replace(/\D/g, '');

/** Numbers of callers: masked on screens, sealed in the database, found again by a digest; what they say is sealed too. */
export function createNumbers(keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>) {
  return {
    mask: (number: string) => (number === '' ? '' : maskPhone(digitsOf(number))),
    /** Null for a number that is withheld: those are not one caller. */
    indexOf: async (number: string) =>
      number === '' ? null : keys.blindIndex('calls:number', digitsOf(number)),
    seal: (call: number, number: string) => keys.seal('personal', number, contextOf(`${call}`)),
    open: (call: number, sealed: string) => keys.open('personal', sealed, contextOf(`${call}`)),
    sealSaid: (event: string, said: string) => keys.seal('personal', said, contextOfSaid(event)),
    openSaid: (event: string, sealed: string) => keys.open('personal', sealed, contextOfSaid(event)),
  };
}

export type Numbers = ReturnType<typeof createNumbers>;
