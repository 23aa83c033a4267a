import type { Bilingual } from '@opentocc/contract';
import { beginState } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { AlarmBook } from './alarm-book.ts';
import type { DeclaredTripFacts, FoundDoubleUse, TripsPort } from './doors.ts';
import { type AlarmRow, SYSTEM, type TripRow } from './model.ts';
import { FIRST_MEANS } from './rules.ts';
import type { TrackingStore } from './store.ts';
import { minuteOf } from './trip-book.ts';

export interface DoubleUsesDeps {
  readonly store: TrackingStore;
  readonly alarms: AlarmBook;
  readonly trips: Pick<TripsPort, 'get' | 'planOf' | 'uses'>;
  readonly clock: Clock;
  readonly committed: (rows: readonly AlarmRow[]) => void;
}

const KIND = 'double_use';
const MOST = 100;

/**
 * Each use of a permit that was one too many, or of one that was over, is an alarm of its trip: found when the truck was through, as by
 * a gate whose network was gone. Taken from the register of uses in the transaction in which the alarm is written.
 */
export function createDoubleUses({ store, alarms, trips, clock, committed }: DoubleUsesDeps) {
  async function raise(tx: Db, use: FoundDoubleUse): Promise<AlarmRow | undefined> {
    const facts = await trips.get(use.trip);
    if (!facts) return undefined;
    const by = { ...SYSTEM, at_ms: clock.now() };
    const { permit, place, at_ms } = use;
    const seen = { words: wordsOf(use), facts: { permit, place, by: use.by, code: use.code } };
    const queries = store.of(tx);
    // One that was never heard of is not followed yet.
    await queries.addTrip(unheardOf(facts, trips.planOf(facts.id) !== undefined, by.at_ms));
    const standing = await queries.holdStanding(facts.id, KIND);
    if (standing)
      return alarms.change(tx, standing, by, (draft) => {
        draft.set(seen);
        draft.note('again', seen.words);
      });
    const { id: trip, truck, plate, drivers, firm } = facts;
    return alarms.add(
      tx,
      {
        ...{ ...seen, trip, truck, plate, driver: drivers[0] ?? '', firm, kind: KIND, stage: 0 },
        ...{ means: FIRST_MEANS[KIND], began_ms: at_ms, raised_ms: by.at_ms, fixes: [], ended_ms: null },
      },
      by,
    );
  }

  return async (): Promise<void> => {
    const rows = await store.transaction(async (tx) => {
      const touched = new Map<number, AlarmRow>();
      for (const use of await trips.uses.takeDoubles(tx, MOST)) {
        const row = await raise(tx, use);
        if (row) touched.set(row.id, row);
      }
      return [...touched.values()];
    });
    if (rows.length > 0) committed(rows);
  };
}

/** A trip of which no fix was taken, as it is stored. */
function unheardOf(
  { id, drivers, trip, ...facts }: DeclaredTripFacts,
  isOpen: boolean,
  now_ms: number,
): TripRow {
  const { firm, truck, plate } = facts;
  return {
    ...{
      trip: id,
      firm,
      truck,
      plate,
      driver: drivers[0] ?? '',
      class: trip.class,
      direction: trip.direction,
    },
    ...{ stage: 'waiting', state: beginState(id), began_ms: trip.declared.crossings[0]?.at_ms ?? now_ms },
    ...{ over_ms: isOpen ? null : now_ms, taken_ms: 0, ticked_ms: minuteOf(now_ms), stored_ms: now_ms },
  };
}

const WAYS = { in: { zh: '进', en: 'into' }, out: { zh: '出', en: 'out of' } } as const;

function wordsOf({ permit, place, passage, by, plate, text }: FoundDoubleUse): Bilingual {
  const way = WAYS[passage];
  return {
    zh: `${plate ?? ''} 凭证 ${permit} 已${way.zh} ${place}（${by}）：${text.zh}`,
    en: `${plate ?? ''} went ${way.en} ${place} by ${permit} (${by}): ${text.en}`,
  };
}
