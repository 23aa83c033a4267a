import type { FiledKind, FilingContent, FilingFinding } from '@opentocc/contract';
import { refuseHeld } from './changing.ts';
import { type Checking, refuseFaults } from './checking.ts';
import { newEntry } from './entries.ts';
import { filingErrors } from './errors.ts';
import type { Author, EntryRow } from './model.ts';
import { type Persons, personId } from './personal.ts';
import { type Firms, reaches } from './reach.ts';
import type { Reading } from './reading.ts';
import type { FilingRegister } from './register.ts';
import type { FilingStore } from './store.ts';
import { STATE_WORDS } from './words.ts';

export interface FilingsDeps {
  readonly store: FilingStore;
  readonly register: FilingRegister;
  readonly checking: Checking;
  readonly persons: Persons;
  readonly reading: Reading;
  /** Kind of a unit of the organisation; undefined where there is none of that code. */
  readonly kindOfUnit: (code: string) => Promise<string | undefined>;
}

export interface Filed {
  readonly firm: string | null;
  readonly content: FilingContent;
}

/** How something comes on file. */
export function createFilings({ store, register, checking, persons, reading, kindOfUnit }: FilingsDeps) {
  /** @throws AppError unless somebody may file it for that firm, or for the city itself */
  async function requireFirm(firm: string | null, kind: FiledKind, firms: Firms): Promise<void> {
    if (!reaches(firms, { firm })) throw filingErrors.not_yours({ firm: firm ?? '' });
    if (firm === null) return requireCityOwn(kind);
    const unit = await kindOfUnit(firm);
    if (unit === undefined) throw filingErrors.unknown_firm({ firm });
    if (unit !== 'firm') throw filingErrors.not_a_firm({ firm });
  }

  return {
    requireFirm,
    async file(by: Author, firms: Firms, filed: Filed & { submit: boolean }): Promise<EntryRow> {
      const { firm, submit } = filed;
      await requireFirm(firm, filed.content.kind, firms);
      const known = firm !== null && filed.content.kind === 'firm' ? register.find(firm) : undefined;
      if (known) throw filingErrors.firm_filed({ firm: firm ?? '', state: STATE_WORDS[known.state] });
      const read = await reading(filed.content, null);
      if (submit) refuseFaults(checking.check({ ...read, id: null, firm, all_firms: firms === null }));
      const { content, person, licence_index } = read;
      const row = await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const id = content.kind === 'firm' ? (firm ?? '') : (await queries.takeCodes(content.kind, 1))[0];
        const has_person = person !== null;
        const added = newEntry({ id, firm, content, has_person, licence_index, submit }, by);
        await queries.add([added]).catch(refuseSecondFirm(id));
        if (person) await queries.addPersons([await persons.seal(personId(id, 1), person)]);
        const act = submit ? 'submitted' : 'filed';
        await queries.addEvents([{ entry: id, version: 1, ...by, act, reason: '', content }]);
        return added;
      });
      register.put(row);
      return row;
    },
    /** What would be said of it; nothing is stored. */
    async look(firms: Firms, id: string | null, filed: Filed): Promise<FilingFinding[]> {
      const { firm } = filed;
      await requireFirm(firm, filed.content.kind, firms);
      const row = id === null ? undefined : register.find(id);
      const read = await reading(filed.content, row?.firm === firm ? row : null);
      return checking.check({ ...read, id, firm, all_firms: firms === null });
    },
  };
}

export type Filings = ReturnType<typeof createFilings>;

function requireCityOwn(kind: FiledKind): void {
  if (kind !== 'place' && kind !== 'route') throw filingErrors.city_only();
}

/** Two accounts of a firm that file it at the same instant. */
const refuseSecondFirm =
  (firm: string) =>
  (error: unknown): never => {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === '23505' && constraint === 'filing_entry_pkey')
      throw filingErrors.firm_filed({ firm, state: STATE_WORDS.submitted });
    return refuseHeld(error);
  };
