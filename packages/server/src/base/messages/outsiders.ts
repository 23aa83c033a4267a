import type { Contact } from './channels.ts';

/** Finds how somebody without an account is reached, by the number behind their kind: 12 of "case:12". */
export type FindOutsider = (id: number) => Promise<Contact | undefined>;

const PRINCIPAL = /^([a-z]+):(\d{1,9})$/;

/** People without an account who are written to: each kind of them is known to the module that added it. */
export function createOutsiders() {
  const kinds = new Map<string, FindOutsider>();
  return {
    add: (kind: string, find: FindOutsider): void => void kinds.set(kind, find),
    /** Undefined for who is of no such kind, as an account. */
    async find(principal: string): Promise<Contact | undefined> {
      const [, kind = '', id] = PRINCIPAL.exec(principal) ?? [];
      return kinds.get(kind)?.(Number(id));
    },
  };
}
