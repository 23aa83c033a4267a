import type { Bilingual } from '@opentocc/contract';
import type { Author } from './model.ts';
import type { ColdQueries } from './store.ts';

/** A line on the timeline of a consignment, in the transaction of what it says. */
export const note = (
  queries: ColdQueries,
  consignment: string,
  by: Author,
  kind: string,
  text: Bilingual,
): Promise<void> => queries.addEvent({ ...by, consignment, kind, text });
