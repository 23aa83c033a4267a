import type { FilingContent } from '@opentocc/contract';
import { comparablePhone } from '../../../base/sources/index.ts';
import { circleOf, cornersOf } from './checks/area.ts';
import { plateForm } from './checks/identifiers.ts';
import type { Author, EntryRow } from './model.ts';

/** Content in the one spelling in which it is compared and stored. */
export function normalContent(content: FilingContent): FilingContent {
  if (content.kind === 'truck') {
    const { plate, plate_abroad, terminal } = content;
    const abroad = plate_abroad === null ? '' : plateForm(plate_abroad);
    return {
      ...content,
      ...{ plate: plateForm(plate), plate_abroad: abroad || null, terminal: comparablePhone(terminal) },
    };
  }
  if (content.kind === 'firm') return { ...content, credit_code: content.credit_code.toUpperCase() };
  if (content.kind !== 'place') return content;
  return { ...content, area: content.area.map((ring) => cornersOf(ring).map(([lon, lat]) => [lon, lat])) };
}

/** What lists call it. */
const titleOf = (content: FilingContent): string =>
  content.kind === 'truck' ? content.plate : (content.name ?? '');

/** Columns that follow from content. */
export function columnsOf(
  content: FilingContent,
): Pick<EntryRow, 'title' | 'until' | 'plate' | 'plate_abroad' | 'terminal' | 'place'> {
  const documents = 'documents' in content ? content.documents : [];
  const ends = documents.flatMap(({ until }) => until ?? []).sort();
  const truck = content.kind === 'truck' ? content : null;
  return {
    title: titleOf(content),
    until: ends[0] ?? null,
    plate: truck?.plate || null,
    plate_abroad: truck?.plate_abroad ?? null,
    terminal: truck?.terminal || null,
    place: content.kind === 'place' ? circleOf(content.area) : null,
  };
}

export interface NewEntry {
  readonly id: string;
  readonly firm: string | null;
  /** Masked. */
  readonly content: FilingContent;
  readonly has_person: boolean;
  readonly licence_index: string | null;
  readonly submit: boolean;
}

/** An entry as it is first written. */
export const newEntry = (
  { id, firm, content, has_person, licence_index, submit }: NewEntry,
  by: Author,
): EntryRow => ({
  ...{ id, version: 1, kind: content.kind, firm, content, licence_index, reason: '', amendment: null },
  ...columnsOf(content),
  ...{ state: submit ? 'submitted' : 'draft', person: has_person ? 1 : null, suspended_until_ms: null },
  ...{ sanctioned_by: null, filed_ms: by.at_ms, filed_by: by.actor, decided_ms: null, decided_by: null },
  ...{ submitted_ms: submit ? by.at_ms : null, appeal_due_ms: null },
});
