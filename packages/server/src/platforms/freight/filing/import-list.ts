import { setImmediate as breathe } from 'node:timers/promises';
import type { FilingContent, FilingImportOutcome, Language } from '@opentocc/contract';
import { readRosterFile } from '../../../base/sources/index.ts';
import { refuseHeld } from './changing.ts';
import type { Checking } from './checking.ts';
import { newEntry } from './entries.ts';
import { filingErrors } from './errors.ts';
import type { Filings } from './filings.ts';
import type { ListKind } from './list-columns.ts';
import type { Author, EntryRow } from './model.ts';
import { type Persons, personId } from './personal.ts';
import type { Firms } from './reach.ts';
import { type CellProblem, type ListRow, readFilingList } from './read-list.ts';
import type { ReadContent, Reading } from './reading.ts';
import type { FilingRegister, IndexedColumn } from './register.ts';
import type { FilingStore } from './store.ts';
import type { PersonRow } from './tables.ts';

export interface ListImport {
  readonly kind: ListKind;
  readonly firm: string;
  readonly bytes: Uint8Array;
  /** In which what is wrong is said. */
  readonly language: Language;
}

export interface ImportDeps {
  readonly store: FilingStore;
  readonly register: FilingRegister;
  readonly filings: Pick<Filings, 'requireFirm'>;
  readonly checking: Checking;
  readonly persons: Persons;
  readonly reading: Reading;
}

/** Problems that an answer lists. */
const LISTED = 1000;
/** Rows between two breaths: other requests are answered meanwhile. */
const BREATH = 100;

/** A good row. */
type Good = ListRow & { readonly read: ReadContent };

/** Lists of trucks and drivers: the good rows are filed in one transaction, the bad ones named. */
export function createListImport(deps: ImportDeps) {
  const { store, register, filings, persons } = deps;

  /** @param by who files it; null only looks at what it would come to */
  return async function importList(
    { kind, firm, bytes, language }: ListImport,
    firms: Firms,
    by: Author | null,
  ): Promise<FilingImportOutcome> {
    await filings.requireFirm(firm, kind, firms);
    if (bytes.length === 0) throw filingErrors.list_empty();
    const list = readFilingList(kind, await readRosterFile(bytes));
    const { good, problems, unchanged } = await judge(deps, list.rows, firm, firms);
    if (by !== null && good.length > 0) await file(kind, firm, good, by);
    return {
      ...{
        applied: by !== null,
        good_rows: good.length + unchanged,
        added: good.length,
        changed: 0,
        unchanged,
      },
      bad_rows: new Set(problems.map(({ row }) => row)).size,
      problems: problems
        .slice(0, LISTED)
        .map(({ row, column, value, text }) => ({ row, column, value, message: text[language] })),
      ignored: [...list.ignored],
    };
  };

  async function file(kind: ListKind, firm: string, good: readonly Good[], by: Author): Promise<void> {
    const codes = await store.takeCodes(kind, good.length);
    const sealed: PersonRow[] = [];
    for (const [i, { read }] of good.entries()) {
      if (i % BREATH === 0) await breathe();
      if (read.person) sealed.push(await persons.seal(personId(codes[i], 1), read.person));
    }
    const rows = good.map(({ read: { content, person, licence_index } }, i): EntryRow => {
      const has_person = person !== null;
      return newEntry({ id: codes[i], firm, content, has_person, licence_index, submit: true }, by);
    });
    await store
      .transaction(async (tx) => {
        const queries = store.of(tx);
        await queries.add(rows);
        await queries.addPersons(sealed);
        await queries.addEvents(
          rows.map(({ id, content }) => ({
            ...{ entry: id, version: 1, ...by, act: 'submitted', reason: '', content },
          })),
        );
      })
      .catch(refuseHeld);
    for (const row of rows) register.put(row);
  }
}

/** Each row by itself, beside the rows before it, and beside what is on file. */
async function judge(
  { register, checking, reading }: ImportDeps,
  rows: readonly ListRow[],
  firm: string,
  firms: Firms,
) {
  const good: Good[] = [];
  const problems: CellProblem[] = [];
  const seen = new Map<string, number>();
  let unchanged = 0;
  for (const [i, one] of rows.entries()) {
    if (i % BREATH === 0) await breathe();
    const read = await reading(one.content, null);
    const repeated = repeatsOf(one, read, seen);
    const known = one.problems.length + repeated.length === 0 && isKnown(register, read, firm);
    if (known) {
      unchanged++;
      continue;
    }
    const found = checking.check({ ...read, id: null, firm, all_firms: firms === null });
    const faults = found
      .filter(({ level }) => level === 'error')
      .map(({ field, text }): CellProblem => ({ row: one.row, ...one.cellOf(field), text }));
    // A cell that could not be read is not blamed a second time for what stands in its place.
    const blamed = new Set(one.problems.map(({ column }) => column));
    const wrong = [...one.problems, ...repeated, ...faults.filter(({ column }) => !blamed.has(column))];
    problems.push(...wrong);
    if (wrong.length === 0) good.push({ ...one, read });
  }
  return { good, problems, unchanged };
}

const UNIQUE = ['plate', 'plate_abroad', 'terminal', 'licence'] as const;

/** Fields that have the value of a row before. */
function repeatsOf(one: ListRow, { content, licence_index }: ReadContent, seen: Map<string, number>) {
  const values: Partial<Record<(typeof UNIQUE)[number], string | null>> =
    content.kind === 'truck' ? content : { licence: licence_index };
  return UNIQUE.flatMap((field): CellProblem[] => {
    const value = values[field];
    if (value === undefined || value === null || value === '') return [];
    const first = seen.get(`${field} ${value}`);
    if (first === undefined) {
      seen.set(`${field} ${value}`, one.row);
      return [];
    }
    const text = { zh: `与第 ${first} 行重复`, en: `stands in row ${first} already` };
    return [{ row: one.row, ...one.cellOf(field), text }];
  });
}

/** Whether the firm filed just this before, so that a list may be sent twice. */
function isKnown(register: FilingRegister, { content, licence_index }: ReadContent, firm: string): boolean {
  const [column, value]: [IndexedColumn, string | null] =
    content.kind === 'truck' ? ['plate', content.plate] : ['licence_index', licence_index];
  if (value === null) return false;
  return register
    .having(column, value)
    .some((row) => row.firm === firm && row.state !== 'removed' && isSame(row.content, content));
}

const isSame = (a: FilingContent, b: FilingContent): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (content: FilingContent) =>
  Object.entries(content)
    .map(([key, value]) => [key, key === 'documents' ? daysOf(content) : value] as const)
    .sort(([a], [b]) => a.localeCompare(b));

const daysOf = (content: FilingContent): string[] =>
  'documents' in content ? content.documents.map(({ kind, until }) => `${kind} ${until}`).sort() : [];
