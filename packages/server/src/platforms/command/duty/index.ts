import { randomBytes } from 'node:crypto';
import { createFindingDesk, createQualityStore } from '../../../base/quality/index.ts';
import { loadWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import type { FigureSource } from './bulletins.ts';
import type { DutyLog } from './duty-log.ts';
import { dutyErrors } from './errors.ts';
import { faultsOfData } from './faults.ts';
import type { HandoverSources } from './handover-sources.ts';
import { indexFigures } from './index-figures.ts';
import { migrations } from './migrations/index.ts';
import { createDutyObligations } from './obligations.ts';
import type { OnDuty } from './on-duty.ts';
import { serveBulletins, serveDuty, serveDutyPeople, serveHandovers } from './routes.ts';
import { createDuty } from './service.ts';

export type { FigureSource } from './bulletins.ts';
export { calledIn, rosterOf } from './calendars.ts';
export { countFigure } from './count-figure.ts';
export type { HandoverItem, HandoverSource } from './ports.ts';

/** What modules beside this one use of it. */
export interface DutyModule extends Module, Pick<OnDuty, 'onDutyAt' | 'escalationAt' | 'escalationsAt'> {
  /** Where modules say what they hand over with a shift. */
  readonly handover: Pick<HandoverSources, 'add'>;
  /** Where they write to the duty log, in the transaction of what it is about. */
  readonly log: Pick<DutyLog, 'write'>;
  /** Where they give numbers for bulletins. */
  readonly figures: { add(source: FigureSource): void };
}

export const duty: PlatformModule<DutyModule> = {
  name: 'duty',
  migrations,
  errors: dutyErrors,
  compose({ db, clock, log, config }, { audit, accounts, sources, messages }, { indices }) {
    const { unitsAbove, districtsOf } = accounts;
    const list = () => accounts.peopleWith('duty:serve');
    const made = createDuty({
      ...{ db, clock, log, audit, random: randomBytes, outbox: messages },
      calendar: loadWorkingCalendar(config.data_dir),
      lastReached: messages.lastReached,
      people: { list, unitsAbove, districtsOf },
    });
    const { findings, handling } = createQualityStore(db);
    const desk = createFindingDesk({
      ...{ findings, handling, clock, sourceOf: sources.getSource },
      handlers: async () => [],
    });
    made.handover.add(faultsOfData(desk, (source) => sources.getSource(source).name));
    made.bulletins.add(indexFigures(indices.current));
    return {
      name: 'duty',
      routes: [serveDuty(made), serveDutyPeople(made), serveHandovers(made), serveBulletins(made)],
      obligations: createDutyObligations(db),
      jobs: [
        { name: 'end swaps whose time has come', every_ms: 60_000, run: made.swaps.sweep },
        { name: 'draft the bulletin that is due', every_ms: 60_000, run: made.bulletins.draftDue },
      ],
      demo: async () => (await import('./demo.ts')).createDutyDemo(log),
      onDutyAt: (at_ms) => made.onDuty.onDutyAt(at_ms),
      escalationAt: (at_ms, unit) => made.onDuty.escalationAt(at_ms, unit),
      escalationsAt: (at_ms, units) => made.onDuty.escalationsAt(at_ms, units),
      handover: made.handover,
      log: made.log,
      figures: made.bulletins,
    };
  },
};
