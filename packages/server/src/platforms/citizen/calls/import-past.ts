import type { CallEventKind } from '@opentocc/contract';
import { standingOf } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { CallStore, NewEventRow } from './store.ts';

/** A call that is over, of a register from before the platform. */
export interface PastCall {
  /** The same call is taken once. */
  readonly call: string;
  readonly number: string;
  readonly queue: string;
  readonly extension: string | null;
  readonly agent: { readonly principal: string; readonly name: string } | null;
  readonly begin_ms: number;
  /** Null where it was given up. */
  readonly answered_ms: number | null;
  readonly end_ms: number;
  readonly case_number: string | null;
}

/** Rows that are written by one statement. */
const AT_ONCE = 500;

/** Takes calls of a register in, many at once: as if their events had been delivered at their time. */
export function createCallImport({
  store,
  numbers,
}: {
  readonly store: CallStore;
  readonly numbers: Numbers;
}) {
  async function importSome(all: readonly PastCall[]): Promise<void> {
    const known = await store.knownOf(all.map(({ call }) => call));
    const fresh = all.filter(({ call }) => !known.has(call));
    if (fresh.length === 0) return;
    const indices = await Promise.all(fresh.map(({ number }) => numbers.indexOf(number)));
    await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const events = fresh.flatMap(eventsOf);
      await queries.addEvents(events);
      const rows = fresh.map((past, i) => ({
        ...{ call: past.call, number: numbers.mask(past.number), number_index: indices[i], within_hour: 1 },
        ...standingOf(eventsOf(past)),
        ...{ agent: past.agent?.principal ?? null, agent_name: past.agent?.name ?? null },
      }));
      const ids = await queries.addMany(rows);
      for (const [i, { number, case_number }] of fresh.entries()) {
        if (number !== '') await queries.setNumber(ids[i], await numbers.seal(ids[i], number));
        if (case_number !== null) await queries.setCase(ids[i], case_number);
      }
    });
  }

  return async (all: readonly PastCall[]): Promise<void> => {
    for (let i = 0; i < all.length; i += AT_ONCE) await importSome(all.slice(i, i + AT_ONCE));
  };
}

function eventsOf({ call, queue, extension, agent, begin_ms, answered_ms, end_ms }: PastCall): NewEventRow[] {
  const event = (kind: CallEventKind, at_ms: number): NewEventRow => ({
    ...{ event: `${call}/${kind}`, call, kind, at_ms, received_ms: at_ms, queue, extension },
    ...{ agent: agent?.principal ?? null, agent_name: agent?.name ?? null },
  });
  return [
    event('ringing', begin_ms),
    ...(answered_ms === null ? [] : [event('answered', answered_ms)]),
    event(answered_ms === null ? 'abandoned' : 'ended', end_ms),
  ];
}
