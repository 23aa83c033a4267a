import type { FixBatch } from '@opentocc/core/telemetry';
import type { History } from '../../../base/history/index.ts';
import type { Sources } from '../../../base/sources/index.ts';
import type { Logger } from '../../../kit/log.ts';
import type { ColdStore } from './store.ts';
import type { GivenReading, Supervising } from './supervising.ts';

export interface TerminalHoldsDeps {
  readonly store: Pick<ColdStore, 'heard' | 'saveHeard'>;
  readonly supervising: Pick<Supervising, 'takeTogether'>;
  readonly sources: Pick<Sources, 'fixes' | 'findVehicle'>;
  readonly history: Pick<History, 'holdsAfter' | 'settledFixes'>;
  readonly log: Logger;
}

/** Blocks of the log that are looked at together. */
const BLOCKS = 32;
/**
 * A place of the log counts as judged this many looks later: by then whatever was durable below it was handed on. What is read
 * twice is known.
 */
const LOOKS = 10;

/**
 * Temperatures that JT/T 808 terminals send behind their positions (item 0x06). They are durable in the log of fixes before the
 * position is acknowledged, and judged in its order: as batches are handed on, and after a start from the log.
 */
export function createTerminalHolds({ store, supervising, sources, history, log }: TerminalHoldsDeps) {
  let begin: (first: Promise<void>) => void = () => undefined;
  /** Nothing that comes in is judged before what the log holds. */
  let work = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let places: number[] = [];
  /** Something could not be judged, and is read from the log again. */
  let isBehind = false;

  const failed = (err: unknown): void => {
    isBehind = true;
    log.error({ err }, 'temperatures of terminals wait in the log');
  };
  function then(next: () => Promise<void>): void {
    work = work.then(next).catch(failed);
  }

  const judge = async (readings: readonly GivenReading[]): Promise<void> => {
    if (readings.length > 0) await supervising.takeTogether(readings, null);
  };

  const readingsOf = (batch: FixBatch): GivenReading[] =>
    (batch.holds ?? []).flatMap(({ row, temperature_c }) => {
      const value = sources.findVehicle(batch.vehicle[row])?.plate;
      if (value === undefined) return [];
      const [at, received_ms] = [batch.at_ms[row], batch.received_ms[row]];
      return [{ device: { by: 'truck', value }, at, received_ms, temperature_c, door_open: null }];
    });

  /** Of the first start of all, where the log ends: before it, nobody stored what terminals said of holds. */
  async function beginning(): Promise<number> {
    const seq = await store.heard();
    if (seq !== null) return seq;
    const end = await history.settledFixes();
    await store.saveHeard(end);
    return end;
  }

  async function recall(): Promise<void> {
    let seq = await beginning();
    for (;;) {
      const { upto, batches } = await history.holdsAfter(seq, BLOCKS);
      for (const batch of batches) await judge(readingsOf(batch));
      if (upto === seq) return;
      seq = upto;
    }
  }

  const leave = sources.fixes.subscribe((batch) => {
    const readings = readingsOf(batch);
    if (readings.length > 0) then(() => judge(readings));
  });

  return {
    async start(): Promise<void> {
      begin(recall().catch(failed));
      await work;
    },
    /** Now and then: reads again what could not be judged, and remembers the place up to which all is. */
    async remember(): Promise<void> {
      if (isBehind) {
        [isBehind, places] = [false, []];
        then(recall);
      }
      await work;
      if (isBehind) return;
      places.push(await history.settledFixes());
      if (places.length > LOOKS) await store.saveHeard(places.shift() ?? 0);
    },
    async stop(): Promise<void> {
      leave();
      begin(Promise.resolve());
      await work;
    },
  };
}

export type TerminalHolds = ReturnType<typeof createTerminalHolds>;
