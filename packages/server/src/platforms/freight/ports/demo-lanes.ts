import { setTimeout as sleep } from 'node:timers/promises';
import type { PortCrossingsOutcome } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { FreightLife } from '@opentocc/testkit/freight';
import type { DemoCity, DemoDoor } from '../../../kit/demo.ts';

/** How often the lanes report. */
const EVERY_MS = 15_000;
/** Lanes report again what they reported within this when they begin, as after an outage: it is taken once. */
const AGAIN_MS = HOUR_MS;

interface Reported {
  readonly id: string;
  readonly heard_ms: number;
  readonly crossing: object;
}

/** Customs lanes of the demo city: they know the platform's address and a key, and report who crossed, up to a minute late. */
export async function playLanes(
  city: DemoCity,
  life: FreightLife,
  { url, signal, log }: DemoDoor,
  key: string,
): Promise<void> {
  const driven = new Map<string, readonly Reported[]>();
  const sent = new Set<string>();
  let from_ms = Date.now() + city.shift_ms - AGAIN_MS;

  function dueBy(now_ms: number): Reported[] {
    const under_way = life.tripsUnderWay(now_ms);
    const keys = new Set(under_way.map((trip) => trip.key));
    for (const known of driven.keys()) if (!keys.has(known)) driven.delete(known);
    return under_way.flatMap((trip) => {
      const all = driven.get(trip.key) ?? crossingsOf(life, trip, city.shift_ms);
      driven.set(trip.key, all);
      return all.filter(({ id, heard_ms }) => heard_ms > from_ms && heard_ms <= now_ms && !sent.has(id));
    });
  }

  async function report(due: readonly Reported[]): Promise<void> {
    if (due.length === 0) return;
    const answer = await fetch(`${url}/api/v1/freight/ports/crossings`, {
      ...{ method: 'POST', signal },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ version: 1, crossings: due.map(({ crossing }) => crossing) }),
    });
    if (!answer.ok) throw new Error(`lanes were answered ${answer.status}: ${await answer.text()}`);
    const { refused } = (await answer.json()) as PortCrossingsOutcome;
    for (const one of refused) log.error({ one }, 'a crossing of the demo city was refused');
    for (const { id } of due) sent.add(id);
  }

  while (!signal.aborted) {
    const now_ms = Date.now() + city.shift_ms;
    try {
      const due = dueBy(now_ms);
      for (let from = 0; from < due.length; from += 500) await report(due.slice(from, from + 500));
      from_ms = Math.max(from_ms, now_ms - AGAIN_MS);
    } catch (err) {
      // What was not taken is sent with the next report.
      if (!signal.aborted) log.error({ err }, 'the lanes of the demo city could not report');
    }
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function crossingsOf(
  life: FreightLife,
  trip: ReturnType<FreightLife['tripsUnderWay']>[number],
  shift_ms: number,
): Reported[] {
  return life
    .drive(trip)
    .sightings.filter(({ by }) => by === 'port')
    .map(({ place, direction, at_ms, heard_ms }, i) => {
      const id = `${trip.key}/${i}`;
      const lane = `L${1 + (i % 4)}`;
      const crossing = { id, port: place, direction, plate: trip.truck.plate, at: at_ms - shift_ms, lane };
      return { id, heard_ms, crossing };
    });
}
