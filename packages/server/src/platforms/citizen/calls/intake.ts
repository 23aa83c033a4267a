import type { Bilingual, CallEvent, CallEventsTaken } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { standingOf } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { CallQueries, CallStore, EventRow, ListedCall } from './store.ts';

/** The clock of a switchboard may be a little fast; one that was cut off delivers what it held for days. */
const FAST_MS = 5 * MINUTE_MS;
const OLDEST_MS = 7 * DAY_MS;

const WRONG_TIME: Bilingual = {
  zh: '事件时间早于 7 天前或晚于现在 5 分钟以上，请校准呼叫平台的时钟',
  en: 'The event is over 7 days old or over 5 minutes ahead; set the clock of the switchboard',
};
const OTHER_CALL: Bilingual = {
  zh: '同一事件编号已用于另一通来电，请为每个事件使用唯一编号',
  en: 'This event id belongs to another call; give each event an id of its own',
};

export interface CallIntakeDeps {
  readonly store: CallStore;
  readonly numbers: Numbers;
  readonly clock: Clock;
  /** The calls are in the database. */
  readonly committed: (calls: readonly ListedCall[]) => void;
}

/** What a switchboard delivers: each event once, in whatever order; acknowledged when it is durable. */
export function createCallIntake({ store, numbers, clock, committed }: CallIntakeDeps) {
  return async (events: readonly CallEvent[]): Promise<CallEventsTaken> => {
    const now_ms = clock.now();
    const refused: { event: string; reason: Bilingual }[] = [];
    let taken = 0;
    const changed = new Map<string, ListedCall>();
    for (const event of events) {
      const isTime = event.at_ms <= now_ms + FAST_MS && event.at_ms >= now_ms - OLDEST_MS;
      const outcome = isTime ? await takeOne(event) : WRONG_TIME;
      if (outcome === 'known') continue;
      if ('zh' in outcome) refused.push({ event: event.event, reason: outcome });
      else {
        taken++;
        changed.set(event.call, outcome);
      }
    }
    committed([...changed.values()]);
    return { taken, known: events.length - taken - refused.length, refused };
  };

  async function takeOne(event: CallEvent): Promise<ListedCall | 'known' | Bilingual> {
    return store.transaction(async (tx) => {
      const queries = store.of(tx);
      await queries.lock(event.call);
      const agent = event.extension === null ? undefined : await queries.findAgentAt(event.extension);
      if (!(await queries.addEvent(event, clock.now(), agent)))
        return (await queries.isOf(event.event, event.call)) ? 'known' : OTHER_CALL;
      return fold(queries, tx, event);
    });
  }

  /** Writes how a call stands by all of its events. */
  async function fold(
    queries: CallQueries,
    tx: Db,
    { event, call, number, said, at_ms }: CallEvent,
  ): Promise<ListedCall> {
    const events = await queries.listEvents(call);
    const standing = standingOf(events);
    const known = await queries.findByCall(call);
    const caller = await callerOf(queries, known, number, standing.begin_ms);
    const row = { ...standing, ...caller, ...agentOf(events) };
    const id = known?.id ?? (await queries.add({ call, ...row })).id;
    if (known) await queries.update(id, row);
    if (number !== '') await store.of(tx).setNumber(id, await numbers.seal(id, number));
    if (said !== '')
      await queries.addSaid({ event, call: id, at_ms, said_sealed: await numbers.sealSaid(event, said) });
    return { id, call, ...row, case_number: known?.case_number ?? null };
  }

  /** The first number that was heard of is that of the call. */
  async function callerOf(
    queries: CallQueries,
    known: ListedCall | undefined,
    number: string,
    begin_ms: number,
  ) {
    const number_index = known?.number_index ?? (await numbers.indexOf(number));
    if (known && number_index === known.number_index)
      return { number: known.number, number_index, within_hour: known.within_hour };
    const before =
      number_index === null ? 0 : await queries.countOfNumber(number_index, begin_ms - HOUR_MS, begin_ms);
    return { number: numbers.mask(number), number_index, within_hour: before + 1 };
  }
}

function agentOf(events: readonly EventRow[]): Pick<EventRow, 'agent' | 'agent_name'> {
  const answered = events.find(({ kind }) => kind === 'answered');
  return { agent: answered?.agent ?? null, agent_name: answered?.agent_name ?? null };
}
