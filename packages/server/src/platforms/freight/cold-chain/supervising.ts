import type { ColdReading, ReadingOutcome, ReadingRefusal } from '@opentocc/contract';
import { faultOf, passTime, type Reading, type SupervisionEvent, supervise } from '@opentocc/core/freight';
import { MINUTE_MS } from '@opentocc/core/time';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { type ConsignmentRow, type Followed, type NewWarning, systemAt } from './model.ts';
import { note } from './noting.ts';
import { isWithin, type Units } from './reach.ts';
import type { ColdQueries, ColdStore } from './store.ts';
import { REFUSAL_WORDS, ruleWords, WARNING_WORDS } from './words.ts';

export interface SupervisingDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly followed: Pick<Followed, 'offRouteSince'>;
  /** Opened and closed warnings, so that screens ask again. */
  readonly onChange: () => void;
}

/** How a device is named: by its own number, or by the truck whose terminal it hangs on. */
type Device = { readonly by: 'sensor' | 'seal_device' | 'truck'; readonly value: string };
export type GivenReading = Omit<ColdReading, 'sensor'> & {
  readonly device: Device;
  /** When it came; now where that is not said. */
  readonly received_ms?: number;
};

/** What devices report of goods under way, judged and stored in one transaction before it is acknowledged. */
export function createSupervising({ store, clock, followed, onChange }: SupervisingDeps) {
  /** Judges a reading in a transaction. @returns why it is not used, null where it is or was; and whether warnings changed */
  async function takeIn(
    queries: ColdQueries,
    reading: GivenReading,
    units: Units,
  ): Promise<{ readonly refusal: ReadingRefusal | null; readonly changed: boolean }> {
    const { device, at: at_ms, temperature_c, door_open, received_ms = clock.now() } = reading;
    const judged = { at_ms, temperature_c, door_open };
    const row = await queries.holdUnderWay(device.by, device.value);
    const reason = row ? refusalOf(row, judged, units, received_ms) : 'no_consignment';
    // Sent again, or read again after a start.
    const isKnown = row && reason === 'not_newer' && (await queries.hasReading(row.id, at_ms));
    if (isKnown) return { refusal: null, changed: false };
    if (!row || reason) {
      const refusal = reason ?? 'no_consignment';
      await queries.countRefusal({
        ...{ day: cityDay(received_ms), sensor: device.value, reason: refusal, n: 1, last_ms: received_ms },
        example: `${temperature_c} ℃ @ ${new Date(at_ms).toISOString()}`,
      });
      return { refusal, changed: false };
    }
    const { state, events } = supervise(row.settings, row.supervision, judged);
    await queries.addReadings([{ ...judged, consignment: row.id, received_ms }]);
    await queries.saveSupervision(row.id, state);
    let changed = false;
    for (const event of events) changed = (await settle(queries, row, event)) || changed;
    return { refusal: null, changed };
  }

  /** @returns why a reading is not used; null where it is durable */
  async function take(reading: GivenReading, units: Units): Promise<ReadingRefusal | null> {
    const { refusal, changed } = await store.transaction((tx) => takeIn(store.of(tx), reading, units));
    if (changed) onChange();
    return refusal;
  }

  /** Judges readings together with whatever else is written of them: all of it or nothing. */
  async function takeTogether(
    readings: readonly GivenReading[],
    units: Units,
    within: (queries: ColdQueries) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const changed = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      let any = false;
      for (const reading of readings) any = (await takeIn(queries, reading, units)).changed || any;
      await within(queries);
      return any;
    });
    if (changed) onChange();
  }

  /** Looks at the clock of everything under way: sensors that fell silent, trucks that are overdue. */
  async function lookAtClock(): Promise<void> {
    const now_ms = clock.now();
    const graces = new Map(
      (await store.listWarehouses()).map((one) => [one.code, one.overdue_min * MINUTE_MS]),
    );
    let changed = false;
    for (const { id, trip } of await store.listUnderWay()) {
      const off_ms = trip === null ? null : followed.offRouteSince(trip);
      changed =
        (await store.transaction((tx) => lookAt(store.of(tx), id, now_ms, { graces, off_ms }))) || changed;
    }
    if (changed) onChange();
  }

  return {
    ...{ take, takeTogether, lookAtClock },
    async report(readings: readonly ColdReading[], units: Units): Promise<ReadingOutcome> {
      const refused: ReadingOutcome['refused'] = [];
      for (const [index, { sensor, ...reading }] of readings.entries()) {
        const reason = await take({ ...reading, device: { by: 'sensor', value: sensor } }, units);
        if (reason !== null) refused.push({ index, reason, text: REFUSAL_WORDS[reason] });
      }
      return { accepted: readings.length - refused.length, refused };
    },
  };
}

export type Supervising = ReturnType<typeof createSupervising>;

/** @returns whether a warning was opened or is over */
async function lookAt(
  queries: ColdQueries,
  id: string,
  now_ms: number,
  { graces, off_ms }: { readonly graces: ReadonlyMap<string, number>; readonly off_ms: number | null },
): Promise<boolean> {
  const row = await queries.hold(id);
  if (row?.state !== 'under_way') return false;
  const { state, events } = passTime(row.settings, row.supervision, now_ms);
  if (events.length > 0) await queries.saveSupervision(id, state);
  let changed = false;
  for (const event of events) changed = (await settle(queries, row, event)) || changed;
  if (off_ms !== null)
    changed = (await queries.openWarning(id, now_ms, warningOf('off_route', off_ms))) || changed;
  const due_ms = row.slot_to_ms + (graces.get(row.warehouse) ?? 0);
  if (now_ms <= due_ms) return changed;
  return (await queries.openWarning(id, now_ms, warningOf('overdue', due_ms))) || changed;
}

function refusalOf(
  row: ConsignmentRow,
  reading: Reading,
  units: Units,
  now_ms: number,
): ReadingRefusal | null {
  if (!isWithin(units, row.firm)) return 'not_yours';
  return faultOf(row.settings, row.supervision, reading, now_ms);
}

/** Writes what follows from a change of the hold. @returns whether a warning was opened or is over */
async function settle(queries: ColdQueries, row: ConsignmentRow, event: SupervisionEvent): Promise<boolean> {
  const { at_ms } = event;
  const by = systemAt(at_ms);
  switch (event.kind) {
    case 'breach_began': {
      const rule = row.settings.rules.find(({ id }) => id === event.rule) ?? null;
      const text = rule ? ruleWords(rule) : { zh: event.rule, en: event.rule };
      const { began_ms, worst_c } = event.breach;
      await note(queries, row.id, by, event.kind, {
        zh: `温度越限：${text.zh}`,
        en: `In breach: ${text.en}`,
      });
      return queries.openWarning(row.id, at_ms, {
        ...{
          kind: 'breach',
          what: `breach:${event.rule}`,
          rule,
          text,
          began_ms,
          worst_c,
          needs_person: false,
        },
      });
    }
    case 'breach_ended':
      await queries.endWarning(row.id, `breach:${event.rule}`, at_ms, event.breach.worst_c);
      await note(queries, row.id, by, event.kind, { zh: '温度恢复', en: 'Back within its limits' });
      return true;
    case 'sensor_lost':
      await queries.leaveToPerson(row.id);
      await note(queries, row.id, by, event.kind, WARNING_WORDS.sensor_lost);
      return queries.openWarning(row.id, at_ms, warningOf('sensor_lost', event.since_ms));
    case 'sensor_back':
      await queries.endWarning(row.id, 'sensor_lost', at_ms, null);
      await note(queries, row.id, by, event.kind, { zh: '传感器恢复上报', en: 'The sensor reports again' });
      return true;
    case 'door_left_open':
      await note(queries, row.id, by, event.kind, WARNING_WORDS.door);
      return queries.openWarning(row.id, at_ms, warningOf('door', event.since_ms));
    case 'door_shut':
      await queries.endWarning(row.id, 'door', at_ms, null);
      return true;
    default:
      return false;
  }
}

/** A warning that is no breach; a seal that was opened is looked at by a person. */
export const warningOf = (kind: keyof typeof WARNING_WORDS, began_ms: number): NewWarning => ({
  ...{ kind, what: kind, rule: null, text: WARNING_WORDS[kind], began_ms, worst_c: null },
  needs_person: kind === 'seal',
});
