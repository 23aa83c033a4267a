import type { KeyService, SealedColumn } from '../keys/index.ts';
import { maskName, maskPhone } from './masking.ts';

/** Personal data of an account in full. */
export interface PersonalData {
  readonly display_name: string;
  readonly phone: string | null;
}

interface SealedRow {
  readonly id: number;
  readonly name: string;
  readonly display_name: string;
  readonly phone_sealed: string | null;
}

const nameContext = (account: string) => `accounts:display-name:${account}`;
const phoneContext = (id: string) => `accounts:phone:${id}`;

/** For the key service, which seals these columns again at a rotation. */
export const PERSONAL_COLUMNS: readonly SealedColumn[] = [
  {
    purpose: 'personal',
    table: 'accounts_account',
    id: 'name',
    column: 'display_name',
    context: nameContext,
  },
  { purpose: 'personal', table: 'accounts_account', id: 'id', column: 'phone_sealed', context: phoneContext },
];

/** Names and phones of people: sealed in the database, masked on screens, in full only where a reason was given. */
export class Personal {
  constructor(private readonly keys: Pick<KeyService, 'seal' | 'open'>) {}

  sealName(account: string, display_name: string): Promise<string> {
    return this.keys.seal('personal', display_name, nameContext(account));
  }

  async sealPhone(id: number, phone: string | null): Promise<string | null> {
    return phone === null ? null : this.keys.seal('personal', phone, phoneContext(String(id)));
  }

  openName({ name, display_name }: Pick<SealedRow, 'name' | 'display_name'>): Promise<string> {
    return this.keys.open('personal', display_name, nameContext(name));
  }

  async open(row: SealedRow): Promise<PersonalData> {
    const { id, phone_sealed } = row;
    const phone =
      phone_sealed === null ? null : await this.keys.open('personal', phone_sealed, phoneContext(String(id)));
    return { display_name: await this.openName(row), phone };
  }
}

/** As screens and the audit show it: 张*, 138****1234. */
export function masked({ display_name, phone }: PersonalData): PersonalData {
  return { display_name: maskName(display_name), phone: phone === null ? null : maskPhone(phone) };
}
