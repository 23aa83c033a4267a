import { createWriteStream, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  DEMO_DEFECTS,
  type FleetProgress,
  type Forwarding,
  fleetRoster,
  rosterCsv,
  runFleet,
  TravelTruth,
} from '@opentocc/testkit/fleet';
import { endWithParent } from './end-with-parent.ts';
import { LiveFollowing } from './live-following.ts';
import { demoNetwork, readNetworkFile } from './networks.ts';

export interface FleetFlags {
  readonly network?: string;
  readonly host: string;
  readonly port: number;
  readonly vehicles: number;
  readonly interval: number;
  readonly duration?: number;
  readonly seed: number;
  /** Simulated trips of a weekday of the world in which it drives. */
  readonly trips: number;
  /** How far its world is ahead of the clock, ms. */
  readonly shift: number;
  readonly truth?: string;
  /** `CENTRE:USER:PASSWORD@PORT`: trucks report to a platform that forwards them there. */
  readonly platform?: Omit<Forwarding, 'host'>;
  /** Where to write its roster, instead of driving. */
  readonly roster?: string;
  /** Commander's form of `--no-wait`. */
  readonly wait: boolean;
  readonly quiet?: boolean;
  /** Ends when the channel to the process that started it closes, however that one ended. */
  readonly withParent?: boolean;
}

/** `tocc fleet`: drives a fleet in real time over TCP until its duration ends or Ctrl-C. */
export async function fleet(flags: FleetFlags): Promise<void> {
  if (flags.roster) return writeFileSync(flags.roster, rosterCsv(fleetRoster(flags.vehicles, flags.seed)));
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  if (flags.withParent) endWithParent(() => ended.abort());
  const network = flags.network ? readNetworkFile(flags.network) : demoNetwork();
  const from_ms = Math.floor(Date.now() / 1000) * 1000 - 1000;
  const truth = new TravelTruth(network);
  const motion = await LiveFollowing.open(
    { ...flags, from: from_ms },
    { network, truth, from_ms },
    ended.signal,
  );
  void motion.listen().then(() => ended.abort());
  const report = await runFleet({
    network,
    motion,
    truth,
    host: flags.host,
    port: flags.port,
    vehicles: flags.vehicles,
    seed: flags.seed,
    interval_s: flags.interval,
    duration_s: flags.duration,
    defects: DEMO_DEFECTS,
    wait: flags.wait,
    forwarding: flags.platform && { ...flags.platform, host: flags.host },
    signal: ended.signal,
    onProgress: flags.quiet ? undefined : showProgress,
  });
  motion.close();
  if (flags.truth) await finished(Readable.from(report.truth.toCsv()).pipe(createWriteStream(flags.truth)));
  const { truth: _truth, ...figures } = report;
  if (!flags.quiet) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function showProgress({
  seconds,
  online,
  sent_per_s,
  acknowledged_per_s,
  latency_p99_ms,
}: FleetProgress): void {
  process.stderr.write(
    `${Math.round(seconds)} s · ${online} online · ${Math.round(sent_per_s)} sent/s · ` +
      `${Math.round(acknowledged_per_s)} acknowledged/s · p99 ${Math.round(latency_p99_ms)} ms\n`,
  );
}
