import type { FilingContent } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import type { Amendment, AppealRow, Circle, EntryRow, EventRow, PhotoRow } from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;
type JsonOrNull<T extends object> = JSONColumnType<T | null, string | null, string | null>;
type WithId<T> = Omit<T, 'id'> & { id: Generated<number> };

/** Personal data of one version, sealed. */
export interface PersonRow {
  /** "D00012:3": entry and version. */
  readonly id: string;
  readonly name_sealed: string | null;
  readonly phone_sealed: string | null;
  readonly licence_sealed: string | null;
}

/** Tables of the module, as its store sees them. */
export interface Tables {
  filing_number: { kind: string; last: number };
  filing_entry: Omit<EntryRow, 'content' | 'amendment' | 'place'> & {
    content: Json<FilingContent>;
    amendment: JsonOrNull<Amendment>;
    place: JsonOrNull<Circle>;
  };
  filing_person: PersonRow;
  filing_event: Omit<WithId<EventRow>, 'content'> & { content: JsonOrNull<FilingContent> };
  filing_photo: WithId<PhotoRow>;
  filing_appeal: WithId<AppealRow>;
  filing_notice: { entry: string; until: string; stage: string; at_ms: number };
}
