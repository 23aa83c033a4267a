import { createHash } from 'node:crypto';
import { writtenForm } from '@opentocc/contract';
import type { Movement } from '@opentocc/core/freight';
import {
  checkEpcis,
  type EpcisEvent,
  epcsOf,
  eventsOf,
  lotsOf,
  temperaturesOf,
} from '@opentocc/protocols/epcis';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { coldErrors } from './errors.ts';
import type { LotBook } from './lot-book.ts';
import { authorOf, type EpcisRow } from './model.ts';
import { type Units, unitsOf } from './reach.ts';
import type { ColdStore } from './store.ts';
import type { GivenReading, Supervising } from './supervising.ts';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

export interface EpcisDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly lots: LotBook;
  readonly supervising: Pick<Supervising, 'takeTogether'>;
}

export interface EpcisAsked {
  readonly MATCH_anyEPC?: string | undefined;
  readonly EQ_bizStep?: string | undefined;
  readonly EQ_type?: string | undefined;
  readonly GE_eventTime?: string | undefined;
  readonly LT_eventTime?: string | undefined;
  readonly perPage: number;
  readonly nextPageToken?: number | undefined;
}

/** EPCIS 2.0: events of others are captured whole, become movements of lots, and are given out again as they came. */
export function createEpcis({ store, clock, lots, supervising }: EpcisDeps) {
  let judging: Promise<void> = Promise.resolve();

  /** @returns whether there was one */
  async function judgeNext(): Promise<boolean> {
    const row = await store.findUnjudged();
    if (!row) return false;
    const readings = temperaturesOf(row.event as EpcisEvent).map(
      ({ device, at_ms, temperature_c }): GivenReading => ({
        ...{ device: { by: 'sensor', value: device }, at: at_ms, temperature_c, door_open: null },
        received_ms: row.record_ms,
      }),
    );
    await supervising.takeTogether(readings, row.units, (queries) => queries.removeUnjudged(row.id));
    return true;
  }

  /** Temperatures of events are judged from what is stored, in its order; what a stop left is judged at the next start. */
  function judgeStored(): Promise<void> {
    const all = async () => {
      while (await judgeNext());
    };
    judging = judging.then(all, all);
    return judging;
  }

  return {
    /** @throws AppError where anything of the document breaks the standard: then none of it is captured */
    async capture(acting: Acting, document: Readonly<Record<string, unknown>>) {
      const [first, ...more] = checkEpcis(document);
      if (first)
        throw coldErrors.epcis({
          ...{ n: more.length + 1, path: first.path || '/', code: first.code, expected: first.expected },
        });
      const by = authorOf(acting, clock.now());
      const units = unitsOf(acting.session, 'cold-chain:report');
      const firm = units === null ? null : (units[0] ?? null);
      const rows = eventsOf(document).map((event) => rowOf(event, firm, by.at_ms));
      const outcome = await lots.together(async (tx, move) => {
        const added = await store.of(tx).addEpcis(rows);
        const fresh = rows.filter(({ event_id }) => added.has(event_id));
        const measured = fresh.filter(({ event }) => temperaturesOf(event as EpcisEvent).length > 0);
        await store.of(tx).addUnjudged(
          measured.map(({ event_id }) => added.get(event_id) ?? 0),
          units,
        );
        const movements = await move(
          fresh.flatMap(({ event, event_id }) =>
            movementsOf(event as EpcisEvent, firm).map((one, i) => ({
              ...{ ...one, key: `${event_id}/${i}`, by: by.principal },
            })),
          ),
        );
        return { captured: fresh.length, known: rows.length - fresh.length, movements };
      });
      await judgeStored();
      return outcome;
    },
    judgeStored,
    async query(units: Units, asked: EpcisAsked) {
      const rows = await store.queryEpcis(units, {
        epcs: wordsOf(asked.MATCH_anyEPC),
        biz_steps: wordsOf(asked.EQ_bizStep),
        types: wordsOf(asked.EQ_type),
        from_ms: asked.GE_eventTime === undefined ? undefined : Date.parse(asked.GE_eventTime),
        to_ms: asked.LT_eventTime === undefined ? undefined : Date.parse(asked.LT_eventTime),
        after: asked.nextPageToken ?? 0,
        limit: asked.perPage,
      });
      return {
        document: {
          '@context': [CONTEXT],
          type: 'EPCISQueryDocument' as const,
          schemaVersion: '2.0',
          creationDate: new Date(clock.now()).toISOString(),
          epcisBody: {
            queryResults: {
              queryName: 'SimpleEventQuery',
              resultsBody: { eventList: rows.map(({ event }) => event) },
            },
          },
        },
        /** Where the next page begins; null on the last. */
        next: rows.length === asked.perPage ? (rows.at(-1)?.id ?? null) : null,
      };
    },
  };
}

export type Epcis = ReturnType<typeof createEpcis>;

/** Several values stand behind one another with `|`, as the standard has it. */
const wordsOf = (text: string | undefined): string[] | undefined =>
  text?.split('|').filter((word) => word !== '');

function rowOf(event: EpcisEvent, firm: string | null, record_ms: number): Omit<EpcisRow, 'id'> {
  // An event without an id is known again by what it says.
  const digest = createHash('sha256').update(JSON.stringify(event)).digest('hex');
  return {
    ...{ event_id: event.eventID ?? `ni:///sha-256;${digest}`, firm, type: event.type },
    ...{ biz_step: event.bizStep ?? null, event_ms: Date.parse(event.eventTime), record_ms },
    ...{ epcs: epcsOf(event), event },
  };
}

const PARTIES = ['possessing_party', 'owning_party', 'location'];

/** Who has the goods of an event before and after it. */
function holdersOf(event: EpcisEvent, firm: string | null): { readonly from: string; readonly to: string } {
  const here = event.bizLocation?.id ?? event.readPoint?.id ?? firm ?? 'unknown';
  const party = <T extends { readonly type: string }>(list: readonly T[] | undefined) =>
    PARTIES.map((type) => list?.find((one) => one.type === type)).find((one) => one !== undefined);
  return {
    from: party(event.sourceList)?.source ?? here,
    to: party(event.destinationList)?.destination ?? here,
  };
}

const ENDS: ReadonlySet<string> = new Set(['retail_selling', 'destroying', 'decommissioning', 'dispensing']);

/** Movements of lots of which an event speaks. */
export function movementsOf(event: EpcisEvent, firm: string | null): Movement[] {
  const at_ms = Date.parse(event.eventTime);
  const { from, to } = holdersOf(event, firm);
  const moved = (kind: Movement['kind'], from_lot: string, to_lot: string, quantity: number | null) => ({
    ...{ at_ms, kind, from_lot: writtenForm(from_lot), to_lot: writtenForm(to_lot) },
    ...{ from_holder: writtenForm(from), to_holder: writtenForm(to), quantity },
  });
  if (event.type === 'TransformationEvent') {
    const inputs = lotsOf(event, 'inputEPCList', 'inputQuantityList');
    const outputs = lotsOf(event, 'outputEPCList', 'outputQuantityList');
    return inputs.flatMap((input) =>
      outputs
        .filter(({ epc }) => epc !== input.epc)
        .map((output) => moved('made', input.epc, output.epc, madeOf(input.quantity, output.quantity))),
    );
  }
  const parent = event.parentID;
  if (event.type === 'AggregationEvent' && parent !== undefined) {
    const inside = lotsOf(event, 'childEPCs', 'childQuantityList').filter(({ epc }) => epc !== parent);
    if (event.action === 'OBSERVE') return [];
    return inside.map(({ epc, quantity }) =>
      event.action === 'ADD'
        ? moved('packed', epc, parent, quantity)
        : moved('unpacked', parent, epc, quantity),
    );
  }
  if (event.type !== 'ObjectEvent') return [];
  const named = lotsOf(event, 'epcList', 'quantityList');
  if (event.action === 'ADD') return named.map(({ epc, quantity }) => moved('received', epc, epc, quantity));
  if (event.action === 'DELETE' || ENDS.has(event.bizStep ?? ''))
    return named.map(({ epc, quantity }) => moved('used_up', epc, epc, quantity));
  return from === to ? [] : named.map(({ epc, quantity }) => moved('moved', epc, epc, quantity));
}

/** What was made weighs something else than what it was made of: unless both are the same, what is left is not known. */
const madeOf = (input: number | null, output: number | null): number | null =>
  input === output ? input : null;
