import type { FilingContent } from '@opentocc/contract';
import { type Change, type Changing, nextState } from './changing.ts';
import type { Checking } from './checking.ts';
import { refuseFaults } from './checking.ts';
import { columnsOf } from './entries.ts';
import { filingErrors } from './errors.ts';
import { type Author, type EntryRow, isListed } from './model.ts';
import { type Persons, personId } from './personal.ts';
import type { Firms } from './reach.ts';
import type { ReadContent, Reading } from './reading.ts';

export interface AmendingDeps {
  readonly changing: Changing;
  readonly checking: Checking;
  readonly persons: Persons;
  readonly reading: Reading;
}

export interface NewContent {
  readonly id: string;
  readonly version: number;
  readonly content: FilingContent;
  readonly submit: boolean;
}

export interface Submission {
  readonly id: string;
  readonly version: number;
  readonly submitted: boolean;
}

const OFF_THE_LIST = '企业自行撤销 taken off by the firm';

/** What firms do to an entry that is on file: change it, hand it in, take it back. */
export function createAmending({ changing, checking, persons, reading }: AmendingDeps) {
  async function sealedWith(change: Change, id: string, { person }: ReadContent): Promise<Change> {
    if (person === null) return change;
    const sealed = await persons.seal(id, person);
    return { ...change, within: (queries) => queries.addPersons([sealed]) };
  }

  return {
    /** What is on the list stays as it is until the change of it is approved. */
    change: (by: Author, firms: Firms, { id, version, content, submit }: NewContent) =>
      changing.change(by, { id, version, firms }, async (row) => {
        if (row.kind !== content.kind) throw filingErrors.kind();
        const read = await reading(content, row);
        if (submit || isListed(row))
          refuseFaults(checking.check({ ...read, id, firm: row.firm, all_firms: firms === null }));
        const next = row.version + 1;
        const written = read.person ? next : (row.amendment?.person ?? row.person);
        const changed = isListed(row)
          ? amended(read, written, by)
          : rewritten(row, read, written, submit, by);
        return sealedWith(changed, personId(id, next), read);
      }),
    submit: (by: Author, firms: Firms, { id, version, submitted }: Submission) =>
      changing.change(by, { id, version, firms }, (row) => {
        if (!submitted) return takenBack(row);
        const state = nextState(row, 'submitted');
        refuseFaults(checking.checkRow(row, firms === null));
        return { act: 'submitted', set: { state, submitted_ms: by.at_ms } };
      }),
  };
}

export type Amending = ReturnType<typeof createAmending>;

/** Beside what is approved. */
function amended({ content, licence_index }: ReadContent, person: number | null, by: Author): Change {
  const amendment = { state: 'submitted' as const, content, person, licence_index, reason: '' };
  return { act: 'amended', set: { amendment, submitted_ms: by.at_ms } };
}

/** In place of what was not approved yet. */
function rewritten(
  row: EntryRow,
  { content, licence_index }: ReadContent,
  person: number | null,
  submit: boolean,
  by: Author,
): Change {
  // What is removed is changed no more, in whichever way.
  const next = row.state === 'submitted' ? row.state : nextState(row, 'submitted');
  const isSubmitted = submit || row.state === 'submitted';
  return {
    act: submit ? 'submitted' : 'changed',
    set: {
      ...{ content, licence_index, person, ...columnsOf(content) },
      ...(isSubmitted && { state: next, submitted_ms: by.at_ms }),
    },
  };
}

/** First a change that waits, then what waits itself; what is on the list leaves it. */
function takenBack(row: EntryRow): Change {
  if (row.amendment) return { act: 'withdrawn', set: { amendment: null } };
  if (row.state === 'submitted')
    return { act: 'withdrawn', set: { state: nextState(row, 'withdrawn'), submitted_ms: null } };
  const state = nextState(row, 'removed');
  return { act: 'removed', reason: OFF_THE_LIST, set: { state, reason: OFF_THE_LIST, sanctioned_by: null } };
}
