import type { AuditSink } from '../../../base/audit/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { Logger } from '../../../kit/log.ts';
import { dutyAudit } from './audited.ts';
import { Bulletins } from './bulletins.ts';
import { CalendarDesk } from './calendar-desk.ts';
import { DutyLog } from './duty-log.ts';
import { HandoverSources } from './handover-sources.ts';
import { Handovers } from './handovers.ts';
import { createLeaveDesk } from './leave.ts';
import { OnDuty } from './on-duty.ts';
import type { LastReached, Outbox, People } from './ports.ts';
import type { DutyCalendar } from './roster-model.ts';
import { Rosters } from './rosters.ts';
import { SwapDesk } from './swaps.ts';

export interface DutyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly audit: AuditSink;
  readonly people: People;
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** Null where no messages are sent. */
  readonly outbox: Outbox | null;
  readonly calendar: DutyCalendar;
  readonly lastReached: LastReached;
}

/** Everything of duty: who stands, who is asked, what is written down, and how a shift is handed over. */
export function createDuty({ log: logger, ...deps }: DutyDeps) {
  const { db, clock, people, outbox, calendar } = deps;
  const audit = dutyAudit(deps.audit);
  const log = new DutyLog({ db, clock, audit });
  const shared = { db, clock, audit, people, log, calendar };
  const rosters = new Rosters(shared);
  const { lastReached } = deps;
  const onDuty = new OnDuty({
    db,
    clock,
    calendar,
    lastReached,
    people: { ...people, list: remembered(people.list) },
  });
  const handover = new HandoverSources(logger);
  const recipients = async () =>
    (await people.list()).filter(({ holds }) => holds).map(({ principal }) => principal);
  return {
    ...{ rosters, onDuty, log, people, handover },
    leave: createLeaveDesk(shared),
    swaps: new SwapDesk({ ...shared, rosters, outbox }),
    calendars: new CalendarDesk({ ...shared, rosters, random: deps.random }),
    handovers: new Handovers({ ...shared, rosters, onDuty, sources: handover, outbox }),
    bulletins: new Bulletins({ ...shared, outbox, recipients, logger }),
  };
}

/** How old a list of people may be where it only names them, ms: who is on duty is asked many times a minute. */
const FRESH_MS = 2000;

function remembered<T>(list: () => Promise<T>): () => Promise<T> {
  let [asked_ms, last] = [Number.NEGATIVE_INFINITY, Promise.resolve(undefined) as Promise<T | undefined>];
  return async () => {
    if (performance.now() - asked_ms < FRESH_MS) return ((await last) ?? list()) as Promise<T>;
    asked_ms = performance.now();
    const asked = list();
    last = asked.catch(() => undefined);
    return asked;
  };
}

export type Duty = ReturnType<typeof createDuty>;
