import type { KeyService, SealedColumn } from '../keys/index.ts';
import { maskEmail, maskName, maskPhone } from './masking.ts';

/** Personal data of an account in full. */
export interface PersonalData {
  readonly display_name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

interface SealedRow {
  readonly id: number;
  readonly name: string;
  readonly display_name: string;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
}

const nameContext = (account: string) => `accounts:display-name:${account}`;
const phoneContext = (id: string) => `accounts:phone:${id}`;
const emailContext = (id: string) => `accounts:email:${id}`;

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
  { purpose: 'personal', table: 'accounts_account', id: 'id', column: 'email_sealed', context: emailContext },
];

/** Names, phones and e-mail addresses of people: sealed in the database, masked on screens, in full only where a reason was given. */
export class Personal {
  constructor(private readonly keys: Pick<KeyService, 'seal' | 'open'>) {}

  sealName(account: string, display_name: string): Promise<string> {
    return this.keys.seal('personal', display_name, nameContext(account));
  }

  /** What changes in the row; undefined leaves a contact as it is. */
  async sealContacts(
    id: number,
    { phone, email }: { readonly phone?: string | null; readonly email?: string | null },
  ): Promise<{ phone_sealed?: string | null; email_sealed?: string | null }> {
    const seal = async (text: string | null, context: string) =>
      text === null ? null : this.keys.seal('personal', text, context);
    return {
      ...(phone !== undefined && { phone_sealed: await seal(phone, phoneContext(String(id))) }),
      ...(email !== undefined && { email_sealed: await seal(email, emailContext(String(id))) }),
    };
  }

  openName({ name, display_name }: Pick<SealedRow, 'name' | 'display_name'>): Promise<string> {
    return this.keys.open('personal', display_name, nameContext(name));
  }

  async open(row: SealedRow): Promise<PersonalData> {
    const { id, phone_sealed, email_sealed } = row;
    const open = async (sealed: string | null, context: string) =>
      sealed === null ? null : this.keys.open('personal', sealed, context);
    return {
      display_name: await this.openName(row),
      phone: await open(phone_sealed, phoneContext(String(id))),
      email: await open(email_sealed, emailContext(String(id))),
    };
  }
}

/** As screens and the audit show it: 张*, 138****1234, z***@example.com. */
export function masked({ display_name, phone, email }: PersonalData): PersonalData {
  return {
    display_name: maskName(display_name),
    phone: phone === null ? null : maskPhone(phone),
    email: email === null ? null : maskEmail(email),
  };
}
