import type { FilingContent } from '@opentocc/contract';
import { normalContent } from './entries.ts';
import type { EntryRow } from './model.ts';
import { maskedContent, type PersonalData, type Persons, personId, personIn } from './personal.ts';
import type { FilingStore } from './store.ts';

/** What was written, in the form in which it is looked at and stored. */
export interface ReadContent {
  /** Personal data masked. */
  readonly content: FilingContent;
  /** In full, where some of it was written. */
  readonly person: PersonalData | null;
  readonly licence_index: string | null;
}

const NOBODY: PersonalData = { name: '', phone: '', licence: '' };

/** Reads what somebody wrote. Personal data that was left out is as it was filed before. */
export function createReading({ store, persons }: { store: FilingStore; persons: Persons }) {
  /** @param row the entry that is changed; null for a new one */
  return async (given: FilingContent, row: EntryRow | null): Promise<ReadContent> => {
    const content = normalContent(given);
    if (content.kind !== 'firm' && content.kind !== 'driver')
      return { content, person: null, licence_index: null };
    if (personIn(content) === null && row !== null) return unchanged(content, row);
    const person = merged(content, await before(row));
    const licence_index = content.kind === 'driver' ? await persons.indexOf(person) : null;
    return { content: maskedContent(content, person), person, licence_index };
  };

  async function before(row: EntryRow | null): Promise<PersonalData> {
    const version = row && (row.amendment?.person ?? row.person);
    const sealed = row && version !== null ? await store.findPerson(personId(row.id, version)) : undefined;
    return sealed ? persons.open(sealed) : NOBODY;
  }
}

export type Reading = ReturnType<typeof createReading>;

function merged(content: FilingContent, before: PersonalData): PersonalData {
  const written = personIn(content) ?? NOBODY;
  const [name, phone, licence] =
    content.kind === 'driver'
      ? [content.name, content.phone, content.licence]
      : content.kind === 'firm'
        ? [content.contact_name, content.contact_phone, null]
        : [null, null, null];
  return {
    name: name === null ? before.name : written.name,
    phone: phone === null ? before.phone : written.phone,
    licence: licence === null ? before.licence : written.licence,
  };
}

/** Masked as it was before. */
function unchanged(content: FilingContent, row: EntryRow): ReadContent {
  const before = row.amendment?.content ?? row.content;
  const licence_index = row.amendment?.licence_index ?? row.licence_index;
  if (content.kind === 'driver' && before.kind === 'driver') {
    const { name, phone, licence } = before;
    const masked = { ...maskedContent(content, null), name, phone, licence } as FilingContent;
    return { content: masked, person: null, licence_index };
  }
  if (content.kind !== 'firm' || before.kind !== 'firm')
    return { content, person: null, licence_index: null };
  const { contact_name, contact_phone } = before;
  return { content: { ...content, contact_name, contact_phone }, person: null, licence_index: null };
}
