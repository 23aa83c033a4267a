import { setTimeout as sleep } from 'node:timers/promises';
import type { ColdReading, Consignment, ReadingOutcome } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { FreightLife } from '@opentocc/testkit/freight';
import type { DemoDoor } from '../../../kit/demo.ts';
import { holdAt, type Load, loadsAround } from './demo-loads.ts';

export interface SensorCloud {
  readonly life: FreightLife;
  readonly shift_ms: number;
  readonly door: Pick<DemoDoor, 'url' | 'signal' | 'log'>;
  readonly key: string;
}

/** Sensors keep what they could not send, a value each five minutes. */
const KEPT_EVERY_MS = 5 * MINUTE_MS;
const AT_ONCE = 500;
/** Waits for one answer; each is a minute at most. */
const MOST_WAITS = 5;

/** The maker's platform of the reefers' sensors: with a key, once a minute, until the signal ends it. */
export async function playSensors(cloud: SensorCloud): Promise<void> {
  const { signal, log } = cloud.door;
  while (!signal.aborted) {
    await reportHolds(cloud, Date.now()).catch((err: unknown) => {
      // What was not taken is sent with the next report.
      if (!signal.aborted) log.error({ err }, 'sensors of the demo city could not report');
    });
    await sleep(MINUTE_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Reports what is due of all goods under way. @returns how many readings were taken */
export async function reportHolds(cloud: SensorCloud, now_ms: number): Promise<number> {
  const path = '/consignments?state=under_way&limit=200';
  const { consignments } = await ask<{ consignments: Consignment[] }>(cloud, 'GET', path);
  const loads = loadsAround(cloud.life, now_ms, cloud.shift_ms);
  const due = consignments.flatMap((one) => {
    const load = loads.get(one.customs_form);
    return load && one.sensor ? readingsDue(load, one.sensor, one.last?.at_ms ?? null, now_ms) : [];
  });
  let taken = 0;
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const body = { readings: due.slice(from, from + AT_ONCE) };
    const { accepted, refused } = await ask<ReadingOutcome>(cloud, 'POST', '/readings', body);
    taken += accepted;
    for (const one of refused) cloud.door.log.error({ one }, 'a reading of the demo city was refused');
  }
  return taken;
}

/** Readings since the last one, the newest of now. */
function readingsDue(load: Load, sensor: string, last_ms: number | null, now_ms: number): ColdReading[] {
  const times: number[] = [];
  const from_ms = last_ms === null ? load.sets_out_ms : last_ms + KEPT_EVERY_MS;
  for (let at = from_ms; at < now_ms; at += KEPT_EVERY_MS) times.push(at);
  if (last_ms === null || last_ms < now_ms) times.push(now_ms);
  return times.flatMap((at) => {
    const hold = holdAt(load, (at - load.sets_out_ms) / MINUTE_MS);
    return hold ? [{ sensor, at, ...hold }] : [];
  });
}

/** Waits as long as the platform asks for where it is asked too often. */
async function ask<T>(
  { door: { url, signal }, key }: SensorCloud,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  for (let waits = 0; ; waits++) {
    const answer = await fetch(`${url}/api/v1/freight/cold-chain${path}`, {
      ...{ method, signal, body: body && JSON.stringify(body) },
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    });
    if (answer.ok) return (await answer.json()) as T;
    const text = await answer.text();
    if (answer.status !== 429 || waits === MOST_WAITS)
      throw new Error(`sensors were answered ${answer.status}: ${text}`);
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1), undefined, { signal });
  }
}
