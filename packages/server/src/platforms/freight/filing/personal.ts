import type { FilingContent } from '@opentocc/contract';
import { maskIdentity, maskName, maskPhone } from '../../../base/accounts/index.ts';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import { licenceForm } from './checks/identifiers.ts';
import type { PersonRow } from './tables.ts';

/** Who an entry is about, or who answers for a firm; a firm has no licence. */
export interface PersonalData {
  readonly name: string;
  readonly phone: string;
  readonly licence: string;
}

const PARTS = ['name', 'phone', 'licence'] as const;
const contextOf = (part: (typeof PARTS)[number]) => (id: string) => `filing:${part}:${id}`;

/** For the key service, which seals these columns again at a rotation. */
export const PERSON_COLUMNS: readonly SealedColumn[] = PARTS.map((part) => ({
  ...{ purpose: 'personal', table: 'filing_person', id: 'id', column: `${part}_sealed` },
  context: contextOf(part),
}));

/** What was written of a person; null where all of it stays as it was filed before. */
export function personIn(content: FilingContent): PersonalData | null {
  if (content.kind !== 'driver' && content.kind !== 'firm') return null;
  const [name, phone, licence] =
    content.kind === 'driver'
      ? [content.name, content.phone, content.licence]
      : [content.contact_name, content.contact_phone, null];
  if (name === null && phone === null && licence === null) return null;
  return { name: name ?? '', phone: phone ?? '', licence: licenceForm(licence ?? '') };
}

/** Content as it is stored and shown: personal data masked. */
export function maskedContent(content: FilingContent, person: PersonalData | null): FilingContent {
  const [name, phone] = person ? [maskName(person.name), maskPhone(person.phone)] : [null, null];
  if (content.kind === 'firm') return { ...content, contact_name: name, contact_phone: phone };
  if (content.kind !== 'driver') return content;
  const licence = person && maskIdentity(person.licence);
  // Numbers of a driver's documents are those of the identity card as a rule.
  const documents = content.documents.map((one) => ({ ...one, number: '' }));
  return { ...content, documents, name, phone, licence };
}

/** Personal data of entries: sealed in the database, found again by a digest of the licence alone. */
export function createPersons(keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>) {
  const seal = async (part: (typeof PARTS)[number], id: string, text: string) =>
    text === '' ? null : keys.seal('personal', text, contextOf(part)(id));
  const open = async (part: (typeof PARTS)[number], id: string, sealed: string | null) =>
    sealed === null ? '' : keys.open('personal', sealed, contextOf(part)(id));
  return {
    indexOf: async ({ licence }: PersonalData): Promise<string | null> =>
      licence === '' ? null : keys.blindIndex('filing:licence', licence),
    async seal(id: string, { name, phone, licence }: PersonalData): Promise<PersonRow> {
      return {
        id,
        name_sealed: await seal('name', id, name),
        phone_sealed: await seal('phone', id, phone),
        licence_sealed: await seal('licence', id, licence),
      };
    },
    open: async ({ id, name_sealed, phone_sealed, licence_sealed }: PersonRow): Promise<PersonalData> => ({
      name: await open('name', id, name_sealed),
      phone: await open('phone', id, phone_sealed),
      licence: await open('licence', id, licence_sealed),
    }),
  };
}

export type Persons = ReturnType<typeof createPersons>;

/** Names the personal data of a version of an entry. */
export const personId = (entry: string, version: number): string => `${entry}:${version}`;
