import { maskName, maskPhone } from '../../../base/accounts/index.ts';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import type { SealedCaller } from './intake.ts';

const contextOf = (what: 'name' | 'phone') => (report: string) => `situations:caller-${what}:${report}`;

/** For the key service, which seals these columns again at a rotation. */
export const CALLER_COLUMNS: readonly SealedColumn[] = (['name', 'phone'] as const).map((what) => ({
  ...{ purpose: 'personal', table: 'situations_caller', id: 'report', column: `${what}_sealed` },
  context: contextOf(what),
}));

/** Who called: sealed in the database, masked on screens, in full only where a reason was given. */
export function createCallers(keys: Pick<KeyService, 'seal' | 'open'>) {
  return {
    async seal(report: number, { name, phone }: { name: string; phone: string }): Promise<SealedCaller> {
      return {
        ...{ name: maskName(name), phone: maskPhone(phone) },
        name_sealed: await keys.seal('personal', name, contextOf('name')(`${report}`)),
        phone_sealed: await keys.seal('personal', phone, contextOf('phone')(`${report}`)),
      };
    },
    async open(report: number, sealed: { name_sealed: string; phone_sealed: string }) {
      return {
        name: await keys.open('personal', sealed.name_sealed, contextOf('name')(`${report}`)),
        phone: await keys.open('personal', sealed.phone_sealed, contextOf('phone')(`${report}`)),
      };
    },
  };
}

export type Callers = ReturnType<typeof createCallers>;
