import { on } from 'node:events';
import { setPriority } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { createCityLife } from '@opentocc/testkit/city-life';
import { fleetRoster } from '@opentocc/testkit/fleet';
import { layOutWorld, type PassageBatch, type PassageModel, WorldFeed } from '@opentocc/testkit/world';
import { endWithParent } from './end-with-parent.ts';
import { demoNetwork, readNetworkFile } from './networks.ts';

export interface WorldFeedFlags {
  readonly network?: string;
  readonly seed: number;
  readonly trips: number;
  /** Of the fleet that follows its vehicles. */
  readonly vehicles: number;
  /** Of the first passages that are wanted, UTC ms. */
  readonly from: number;
  /** How far the world is ahead of the clock of those whom it speaks to, ms. */
  readonly shift: number;
}

/** What the world says over the channel to the process that started it. */
export type FromWorld = { readonly model: PassageModel } | { readonly batch: PassageBatch };

/** Until when it is to be simulated, UTC ms. */
export interface ToWorld {
  readonly ahead_ms: number;
}

/** Behind the platform and its fleet, both of which must not wait for it: it is minutes ahead. */
const NICENESS = 5;

/**
 * `tocc world`: the simulated world of the demo city in a process of its own, as far ahead of the clock as its fleet asks it
 * to be, with which it ends.
 */
export async function worldFeed({
  seed,
  trips,
  vehicles,
  from,
  shift,
  ...flags
}: WorldFeedFlags): Promise<void> {
  endWithParent(() => process.exit(0));
  process.channel?.ref(); // it waits for what the fleet asks
  setPriority(NICENESS);
  const network = flags.network ? readNetworkFile(flags.network) : demoNetwork();
  const city = layOutWorld({ network, seed, trips, life: createCityLife(network, seed) });
  const kinds = fleetRoster(vehicles, seed).map(({ vehicle_class }) => vehicle_class);
  const feed = new WorldFeed(city, kinds, from + shift);
  say({ model: city.roads.passages });
  // What is asked while a batch is on its way waits in line.
  for await (const [{ ahead_ms }] of on(process, 'message') as AsyncIterable<[ToWorld]>) {
    while (feed.until_ms < ahead_ms + shift) {
      say({ batch: onClock(feed.advance(), shift) });
      await breathe(); // so that the end of the parent is heard
    }
  }
}

/** Passages of the world as those have them whose clock it is ahead of. */
function onClock(batch: PassageBatch, shift_ms: number): PassageBatch {
  return {
    ...batch,
    until_ms: batch.until_ms - shift_ms,
    enter_ms: batch.enter_ms.map((at_ms) => at_ms - shift_ms),
    leave_ms: batch.leave_ms.map((at_ms) => at_ms - shift_ms),
  };
}

function say(message: FromWorld): void {
  process.send?.(message);
}
