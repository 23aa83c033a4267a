import type { AuditSink } from '../../../base/audit/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { createAmending } from './amending.ts';
import { createAppeals } from './appeals.ts';
import { createChanging } from './changing.ts';
import { createChecking } from './checking.ts';
import type { InCity } from './checks/area.ts';
import { createDecisions } from './decisions.ts';
import { filingErrors } from './errors.ts';
import { createExpiry, type ExpiryDeps } from './expiry.ts';
import { createFilings } from './filings.ts';
import { createListImport } from './import-list.ts';
import { createPersons, personId } from './personal.ts';
import { createPhotos, type PhotosDeps } from './photos.ts';
import { firmsOf } from './reach.ts';
import { createReader } from './reader.ts';
import { createReading } from './reading.ts';
import type { FilingRegister } from './register.ts';
import type { FilingStore } from './store.ts';

export interface FilingDeps {
  readonly store: FilingStore;
  readonly register: FilingRegister;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>;
  readonly attachments: PhotosDeps['attachments'];
  readonly inCity: InCity;
  readonly knowsTerminal: (terminal: string) => boolean;
  readonly messages: ExpiryDeps['messages'];
  readonly peopleOf: ExpiryDeps['peopleOf'];
  /** Kind of a unit of the organisation; undefined where there is none of that code. */
  readonly kindOfUnit: (code: string) => Promise<string | undefined>;
}

/** 备案: firms, trucks, drivers, places and routes, from what is filed to what is on the list. */
export function createFiling(deps: FilingDeps) {
  const { store, register, keys } = deps;
  const changing = createChanging(deps);
  const checking = createChecking(deps);
  const persons = createPersons(keys);
  const reading = createReading({ store, persons });
  const parts = { ...deps, changing, checking, persons, reading };
  const reader = createReader(parts);
  const filings = createFilings(parts);
  // Whether each of thousands of terminals is known is not asked for a list: it refuses none.
  const listChecking = createChecking({ ...deps, knowsTerminal: () => true });
  return {
    ...{ register, changing, checking, persons, reader },
    filings,
    importList: createListImport({ ...parts, filings, checking: listChecking }),
    expiry: createExpiry(parts),
    amending: createAmending(parts),
    decisions: createDecisions(parts),
    appeals: createAppeals(changing),
    photos: createPhotos(parts),
    load: async (): Promise<void> => register.load(await store.listAll()),
    /** Name and phone of a driver or firm in full, for what is sent to them; undefined where none are on file. */
    async contactOf(id: string): Promise<{ name: string; phone: string } | undefined> {
      const version = register.find(id)?.person ?? null;
      const sealed = version === null ? undefined : await store.findPerson(personId(id, version));
      if (!sealed) return undefined;
      const { name, phone } = await persons.open(sealed);
      return { name, phone };
    },
    /** Personal data in full; on record with its reason before it is answered. */
    async reveal(acting: Acting, id: string, reason: string) {
      const row = reader.require(firmsOf(acting.session, 'filing:reveal'), id);
      const version = row.amendment?.person ?? row.person;
      const sealed = version === null ? undefined : await store.findPerson(personId(id, version));
      if (!sealed) throw filingErrors.no_person({ id });
      await changing.record(acting, 'reveal', id, { reason });
      return persons.open(sealed);
    },
  };
}

export type Filing = ReturnType<typeof createFiling>;
