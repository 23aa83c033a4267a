import type { MaskedAsker, NewAsker, RevealedAsker } from '@opentocc/contract';
import { replacedInAnyWidth } from '@opentocc/core/text';
import { maskName, maskPhone } from '../../../base/accounts/index.ts';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import type { CaseRow } from './model.ts';
import type { AskerRow } from './part-store.ts';

const PARTS = ['name', 'phone', 'email', 'text'] as const;
type Part = (typeof PARTS)[number];
const contextOf = (part: Part) => (id: string) => `cases:asker-${part}:${id}`;

/** For the key service, which seals these columns again at a rotation. */
export const ASKER_COLUMNS: readonly SealedColumn[] = PARTS.map((part) => ({
  ...{ purpose: 'personal', table: 'cases_asker', id: 'case', column: `${part}_sealed` },
  context: contextOf(part),
}));

/** The digits of a number, without what people write between them and without the code of the country. */
export const digitsOf = (phone: string): string =>
  phone.replace(/\D/g, '').replace(/^(0{0,2}86)(?=1\d{10}$)/, '');

const HIDDEN = '***';
const NUMBERS = /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/g;
/** From the first letter of a run alone: tried from each of 10,000 letters without an @ it took tenths of a second. */
const ADDRESSES = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** A text in which who asks cannot be read: without their name, and without any number or address to reach somebody. */
export function concealed(text: string, { name }: Pick<NewAsker, 'name'>): string {
  const without = [NUMBERS, ADDRESSES].reduce(
    (left, pattern) => replacedInAnyWidth(left, pattern, HIDDEN),
    text,
  );
  return name.length < 2 ? without : without.replaceAll(name, HIDDEN);
}

/** Who asks: sealed in the database, masked on screens, found again by a digest of the number alone. */
export function createAskers(keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>) {
  const seal = async (part: Part, id: number, text: string | null): Promise<string | null> =>
    text === null ? null : keys.seal('personal', text, contextOf(part)(`${id}`));
  const open = async (part: Part, id: number, sealed: string | null): Promise<string | null> =>
    sealed === null ? null : keys.open('personal', sealed, contextOf(part)(`${id}`));
  const indexOf = (phone: string): Promise<string> => keys.blindIndex('cases:phone', digitsOf(phone));
  return {
    indexOf,
    sealText: (id: number, text: string) => seal('text', id, text),
    /** @param original the text as it came in, where it is stored without what tells who asks */
    async seal(id: number, { name, phone, email }: NewAsker, original: string | null): Promise<AskerRow> {
      return {
        ...{
          case: id,
          name: maskName(name),
          phone: phone && maskPhone(phone),
          email: email && maskedEmail(email),
        },
        phone_index: phone && (await indexOf(phone)),
        name_sealed: (await seal('name', id, name)) ?? '',
        phone_sealed: await seal('phone', id, phone),
        email_sealed: await seal('email', id, email),
        text_sealed: await seal('text', id, original),
      };
    },
    async open(row: AskerRow): Promise<RevealedAsker> {
      const id = row.case;
      return {
        name: (await open('name', id, row.name_sealed)) ?? '',
        phone: await open('phone', id, row.phone_sealed),
        email: await open('email', id, row.email_sealed),
        text: await open('text', id, row.text_sealed),
      };
    },
  };
}

export type Askers = ReturnType<typeof createAskers>;

/** z***@example.com. */
const maskedEmail = (email: string): string =>
  `${email.slice(0, 1)}***${email.slice(email.lastIndexOf('@'))}`;

/** What views show of who asks: of who wishes to stay unknown nothing. */
export function maskedOf(
  { secret, answer_by }: Pick<CaseRow, 'secret' | 'answer_by'>,
  row: Pick<AskerRow, 'name' | 'phone' | 'email'> | undefined,
): MaskedAsker {
  if (secret || !row) return { name: '', phone: null, email: null, secret, answer_by };
  return { name: row.name, phone: row.phone, email: row.email, secret, answer_by };
}
