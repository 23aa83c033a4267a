import type { FreightAlarm, FreightAlarmSheet, TrackingFigures } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { readClock } from '../../../kit/clocks/index.ts';
import type { Db } from '../../../kit/db.ts';
import { AlarmBook } from './alarm-book.ts';
import type { AlarmQuery } from './alarm-store.ts';
import { TrackingBoard } from './board.ts';
import { createDesk } from './desk.ts';
import type { FilingPort, RosterVehicle, TripsPort } from './doors.ts';
import { createDoubleUses } from './double-uses.ts';
import { trackingErrors } from './errors.ts';
import { figuresOf } from './figures.ts';
import { Following, type FollowingDeps } from './following.ts';
import type { FreightRoads } from './freight-roads.ts';
import { type AlarmRow, type Firms, reaches } from './model.ts';
import { createNoting } from './noting.ts';
import { createProfiles } from './profiles.ts';
import { createRecording } from './recording.ts';
import { shownAlarm } from './shown.ts';
import type { TrackingStore } from './store.ts';
import { TripBook } from './trip-book.ts';
import { createTripSheet, type TripSheetDeps } from './trip-sheet.ts';
import { smsText } from './words.ts';

/** Longest span of figures. */
const MOST_DAYS = 400;

export interface TrackingDeps
  extends Pick<FollowingDeps, 'toWgs84' | 'recall' | 'recallSightings'>,
    Pick<TripSheetDeps, 'traceOf'> {
  readonly store: TrackingStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly audit: AuditSink;
  readonly outbox: Outbox;
  readonly roads: FreightRoads;
  readonly trips: TripsPort;
  readonly filing: FilingPort;
  readonly findVehicle: (vehicle: number) => RosterVehicle | undefined;
  /** Who hears that nobody has taken an alarm. */
  readonly officers: () => Promise<readonly { readonly principal: string }[]>;
  readonly onError: (error: unknown) => void;
}

/** Trips followed, their alarms, and what people do about them. */
export function createTracking(deps: TrackingDeps) {
  const { store, clock, filing, trips, onError } = deps;
  const book = new TripBook(deps.findVehicle);
  const board = new TrackingBoard(book, onError);
  const alarms = new AlarmBook({ store, calendar: deps.calendar, ...tellersOf(deps) });
  const noting = createNoting(trips, onError);
  const record = createRecording({
    ...{ store, alarms, clock },
    committed(changed, said) {
      board.say(
        changed,
        said.filter(({ events }) => events.length > 0).map(({ tracked }) => tracked),
      );
      for (const one of said) noting.note(one);
    },
  });
  const following = new Following({
    ...{ clock, book, roads: deps.roads, trips, toWgs84: deps.toWgs84, recall: deps.recall },
    recallSightings: deps.recallSightings,
    ...{ heardUntil: store.heardUntil, saveHeard: store.saveHeard },
    ...{ listOpen: store.listOpenTrips, listOver: store.listOver, record, onError },
    overAgain: (facts, { state }) => noting.hand({ facts, state }),
    moved: (tracked) => board.moved(tracked),
    left: (tracked) => board.left(tracked),
  });
  const desk = createDesk({
    ...{ store, alarms, clock, filing, audit: deps.audit },
    committed: (rows) => board.say(rows),
  });
  const takeDoubleUses = createDoubleUses({
    ...{ store, alarms, trips, clock, committed: (rows) => board.say(rows) },
  });
  const now = clock.now;
  const profiles = createProfiles({ store, board, book, filing, now });
  const sheet = createTripSheet({ store, book, trips, filing, now, traceOf: deps.traceOf });

  async function findAlarm(firms: Firms, id: number): Promise<AlarmRow> {
    const row = await store.findAlarm(id);
    if (!row || !reaches(firms, row)) throw trackingErrors.unknown_alarm({ id });
    return row;
  }

  return {
    ...{ book, board, following, desk, takeDoubleUses, profiles, sheet, noting, now },
    async load(): Promise<void> {
      board.load(await store.listStanding());
      following.resume();
      await following.settled();
      noting.catchUp(book.all());
    },
    /** Where a truck was when it was heard of last on a trip under way. */
    lastFix: (truck: string) =>
      [...book.all()].find(({ facts, state }) => facts.truck === truck && state.last !== null)?.state.last ??
      null,
    /** How the driver of an alarm is written to: a message goes to "alarm:12". */
    async contactOfAlarm(id: number) {
      const row = await store.findAlarm(id);
      const contact = row && (await filing.contactOf(row.driver));
      if (!row || !contact) return undefined;
      const { phone } = contact;
      return { name: row.plate, language: 'zh' as const, active: true, phone, email: null, outside: true };
    },
    listTrips: (firms: Firms) =>
      [...book.all()].filter(({ facts }) => reaches(firms, facts)).map(board.tripOf),
    async listAlarms(
      query: AlarmQuery,
      offset: number,
      limit: number,
    ): Promise<{ alarms: FreightAlarm[]; total: number }> {
      const [rows, total] = await Promise.all([
        store.listAlarms(query, offset, limit),
        store.countAlarms(query),
      ]);
      return { alarms: rows.map(shownAlarm), total };
    },
    async alarmSheet(firms: Firms, id: number, principal: string): Promise<FreightAlarmSheet> {
      const row = await findAlarm(firms, id);
      const [entries, clocks] = await Promise.all([store.entriesOf(id), store.clocksOf(id)]);
      return {
        ...shownAlarm(row),
        fixes: [...row.fixes],
        ledger: entries.map(({ at_ms, actor, kind, text }) => ({ at_ms, by: actor, kind, text })),
        clocks: [...clocks].map(([code, events]) => ({
          code,
          ...readClock(events, deps.calendar, clock.now()),
        })),
        asked: row.asked && askedOf(row.asked, principal),
      };
    },
    /** On record before it is answered. */
    async contact({ session, address }: Acting, firms: Firms, id: number, reason: string) {
      const row = await findAlarm(firms, id);
      const contact = await filing.contactOf(row.driver);
      if (!contact) throw trackingErrors.no_phone({ driver: row.driver });
      await deps.audit.record({
        ...{ principal: session.principal, actor: session.account, address, action: 'tracking.reveal' },
        ...{ target: `freight-driver:${row.driver}`, result: 'done', detail: { alarm: id, reason } },
      });
      return contact;
    },
    async figures(firms: Firms, from_ms: number, to_ms: number): Promise<TrackingFigures> {
      if (to_ms <= from_ms || to_ms - from_ms > MOST_DAYS * DAY_MS)
        throw trackingErrors.interval({ days: MOST_DAYS });
      const [counts, counted] = await Promise.all([
        store.countTrips({ by: null, code: '', firms }, from_ms, to_ms),
        store.listCounted({ firms }, from_ms, to_ms),
      ]);
      const under_way = [...book.all()].filter(
        ({ facts, state }) => reaches(firms, facts) && state.stage !== 'waiting',
      ).length;
      return figuresOf({ from_ms, to_ms, ...counts, under_way, alarms: counted }, clock.now());
    },
  };
}

export type Tracking = ReturnType<typeof createTracking>;

const askedOf = (
  { principal, actor, at_ms, ...asked }: NonNullable<AlarmRow['asked']>,
  reader: string,
): NonNullable<FreightAlarmSheet['asked']> => ({ ...asked, by: actor, at_ms, mine: principal !== reader });

/** Messages that leave with the entry that they are of. */
function tellersOf({ outbox, filing, officers }: TrackingDeps) {
  const about = ({ id }: AlarmRow) => ({
    ...{ module: 'tracking', id: String(id), opens: `/freight/desk?alarm=${id}` },
  });
  return {
    async tellDriver(tx: Db, row: AlarmRow, key: string): Promise<boolean> {
      const contact = await filing.contactOf(row.driver);
      if (!contact || contact.phone === '') return false;
      await outbox.queue(tx, {
        ...{ key, channel: 'sms', to: `alarm:${row.id}`, drill: false, about: about(row) },
        ...{ subject: { zh: '货运监管提醒', en: 'Freight control' }, text: smsText(row.plate, row.words) },
      });
      return true;
    },
    async tellOfficers(tx: Db, row: AlarmRow, key: string): Promise<void> {
      for (const { principal } of await officers())
        await outbox.queue(tx, {
          ...{
            key: `${key}/${principal}`,
            channel: 'screen',
            to: principal,
            drill: false,
            about: about(row),
          },
          subject: { zh: `货运告警超时：${row.plate}`, en: `Alarm past its time: ${row.plate}` },
          text: row.words,
        });
    },
  };
}
