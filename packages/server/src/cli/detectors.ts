import { text } from 'node:stream/consumers';
import { createCityLife } from '@opentocc/testkit/city-life';
import {
  type DetectorOwner,
  detectorSites,
  type OwnerAccess,
  runDetectors,
  WorldSpots,
} from '@opentocc/testkit/detectors';
import { endWithParent } from './end-with-parent.ts';
import { readNetworkFile } from './networks.ts';

export interface DetectorFlags {
  readonly network: string;
  /** URL of the broker. */
  readonly broker: string;
  readonly seed: number;
  /** Simulated trips of a weekday of the world in which they stand. */
  readonly trips: number;
  /** The broker is not the platform's and asks for no secrets of sources. */
  readonly outside?: boolean;
  /** How far their world is ahead of the clock, ms. */
  readonly shift: number;
  readonly withParent?: boolean;
}

/** `tocc detectors`: the demo city's detectors, until Ctrl-C. What their owners sign in with comes on standard input, as JSON. */
export async function detectors(flags: DetectorFlags): Promise<void> {
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  if (flags.withParent) endWithParent(() => ended.abort());
  const access = JSON.parse(await text(process.stdin)) as Record<DetectorOwner, OwnerAccess>;
  const network = readNetworkFile(flags.network);
  const { seed, trips, shift: shift_ms } = flags;
  const sites = detectorSites(network, seed);
  const traffic = new WorldSpots({
    ...{ network, seed, trips, live_from_ms: Date.now(), shift_ms },
    life: createCityLife(network, seed),
    links: sites.map(({ link }) => link),
  });
  await runDetectors({
    ...{ broker: flags.broker, access, sites, traffic, seed },
    signsIn: !flags.outside,
    signal: ended.signal,
    onError: (error) => process.stderr.write(`detectors: ${String(error)}\n`),
  });
}
