import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fleetRoster } from '@opentocc/testkit/fleet';
import type { Tocc } from '../compose.ts';

/** Seed of the demo fleet: the same vehicles at every start. */
export const DEMO_SEED = 1;
const REPORT_INTERVAL_S = 10;

/** The firms whose vehicles the demo fleet plays: one for each class that it drives. */
const FIRMS = {
  taxi: { code: 'demo-taxi', zh: '示范出租车企业', en: 'Demo taxi firm' },
  bus: { code: 'demo-bus', zh: '示范公交企业', en: 'Demo bus company' },
  freight: { code: 'demo-freight', zh: '示范货运企业', en: 'Demo freight firm' },
  coach: { code: 'demo-coach', zh: '示范客运企业', en: 'Demo coach company' },
} as const;

/** Registers the demo fleet's firms and terminals; what is registered already stays as it is. */
export async function registerDemoFleet(sources: Tocc['sources'], vehicles: number): Promise<void> {
  const roster = fleetRoster(vehicles, DEMO_SEED);
  for (const [vehicle_class, firm] of Object.entries(FIRMS)) {
    const source = await sources.saveSource({
      code: firm.code,
      name: { zh: firm.zh, en: firm.en },
      owner: firm.zh,
      protocol: 'JT/T 808',
      datum: 'WGS-84',
      report_interval_s: REPORT_INTERVAL_S,
      quota_per_s: null,
    });
    await sources.registerTerminals(
      roster.filter((entry) => entry.vehicle_class === vehicle_class).map((entry) => ({ ...entry, source })),
    );
  }
}

/** Starts the demo fleet in a process of its own, speaking to the gateway like any other. */
export function startDemoFleet(network_file: string, port: number, vehicles: number): ChildProcess {
  const args = ['--network', network_file, '--port', `${port}`, '--vehicles', `${vehicles}`];
  return spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../bin/tocc.mjs'),
      'fleet',
      ...args,
      ...['--interval', `${REPORT_INTERVAL_S}`, '--seed', `${DEMO_SEED}`, '--quiet'],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
