import type { Module } from '../../../kit/module.ts';
import { createTopic } from '../../../kit/topic.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { cityOf } from './checks/area.ts';
import type { Decisions, Suspension } from './decisions.ts';
import { filingErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createFilingObligations } from './obligations.ts';
import { PERSON_COLUMNS } from './personal.ts';
import { type FilingChange, FilingRegister } from './register.ts';
import { serveFiling } from './routes.ts';
import { createFiling } from './service.ts';
import { createFilingStore } from './store.ts';

export { plateForm } from './checks/identifiers.ts';
export type { Suspension } from './decisions.ts';
export type {
  FiledDriver,
  FiledFirm,
  FiledPlace,
  FiledRoute,
  FiledTruck,
  FilingChange,
} from './register.ts';

/** How soon it is said that documents end, and that a suspension is over. */
const [NOTICE_MS, SUSPENSION_MS] = [1_800_000, 60_000];

type Reads =
  | ('firm' | 'firms' | 'truck' | 'truckByPlate' | 'truckByTerminal' | 'trucksOf')
  | ('driver' | 'driversOf' | 'places' | 'route' | 'routes' | 'changes');

/** What other modules ask of filing: reads from memory, as of the last commit, and the one sanction. */
export interface FilingDoor extends Pick<FilingRegister, Reads> {
  /** One that is suspended already stays as it is. @throws AppError when it is not on the list */
  suspend(suspension: Suspension): Promise<void>;
  readonly remove: Decisions['remove'];
  /** In full: for what is sent, and for a reveal that is on record where it is made. */
  contactOf(id: string): Promise<{ readonly name: string; readonly phone: string } | undefined>;
}

export interface FilingModule extends Module {
  readonly filing: FilingDoor;
}

export const filing: PlatformModule<FilingModule> = {
  name: 'filing',
  migrations,
  errors: filingErrors,
  compose({ db, clock, log, network }, { audit, keys, attachments, accounts, sources, messages }) {
    const onError = (err: unknown) => log.error({ err }, 'a change of what is on file was missed');
    const register = new FilingRegister(clock, createTopic<FilingChange>(onError));
    keys.watch(PERSON_COLUMNS);
    const service = createFiling({
      ...{ store: createFilingStore(db), register, clock, audit, keys, attachments },
      inCity: cityOf(network.meta.districts, network.meta.bbox),
      knowsTerminal: (terminal) => sources.searchVehicles(terminal, 1, true)[0]?.phone === terminal,
      messages,
      peopleOf: async (firm) =>
        (await accounts.actorsWith('filing:file'))
          .filter(({ units }) => units?.includes(firm))
          .map(({ principal }) => principal),
      kindOfUnit: async (code) => (await accounts.answeringUnits()).find((one) => one.code === code)?.kind,
    });
    return {
      name: 'filing',
      filing: Object.assign(register, {
        ...{ suspend: service.decisions.suspend, remove: service.decisions.remove },
        contactOf: service.contactOf,
      }),
      routes: [serveFiling(service, clock)],
      obligations: createFilingObligations(register, clock),
      jobs: [
        { name: 'say that documents of freight end', every_ms: NOTICE_MS, run: service.expiry.warn },
        { name: 'end suspensions of freight', every_ms: SUSPENSION_MS, run: service.expiry.endSuspensions },
      ],
      start: service.load,
      demo: async () => (await import('./demo.ts')).createFilingDemo(register, clock),
    };
  },
};
