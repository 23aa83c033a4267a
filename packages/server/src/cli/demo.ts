import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  clockError_ms,
  DEMO_DEFECTS,
  fleetRoster,
  type RosterEntry,
  sendsGcj02,
} from '@opentocc/testkit/fleet';
import type { Tocc } from '../compose.ts';

/** Seed of the demo fleet: the same vehicles at every start. */
export const DEMO_SEED = 1;
const REPORT_INTERVAL_S = 10;

/** The firms whose vehicles the demo fleet plays: one for each class that it drives, and two that make a mistake. */
const FIRMS = {
  taxi: { code: 'demo-taxi', zh: '示范出租车企业', en: 'Demo taxi firm' },
  bus: { code: 'demo-bus', zh: '示范公交企业', en: 'Demo bus company' },
  freight: { code: 'demo-freight', zh: '示范货运企业', en: 'Demo freight firm' },
  coach: { code: 'demo-coach', zh: '示范客运企业', en: 'Demo coach company' },
  wrong_datum: { code: 'demo-ride-hailing', zh: '示范网约车平台', en: 'Demo ride-hailing platform' },
  wrong_clock: { code: 'demo-delivery', zh: '示范城市配送企业', en: 'Demo delivery firm' },
} as const;
type Firm = keyof typeof FIRMS;

/** Codes of the demo firms by what they play. */
export const DEMO_FIRM_CODES = Object.fromEntries(
  Object.entries(FIRMS).map(([firm, { code }]) => [firm, code]),
) as Record<Firm, string>;

/** Which firm a vehicle of the roster belongs to: those whose terminals are wrong have firms of their own. */
function firmOf({ vehicle_class }: RosterEntry, v: number): Firm {
  if (sendsGcj02(v, DEMO_SEED, DEMO_DEFECTS)) return 'wrong_datum';
  return clockError_ms(v, DEMO_SEED, DEMO_DEFECTS) === 0 ? vehicle_class : 'wrong_clock';
}

/** Registers the demo fleet's firms and terminals; what is registered already stays as it is. */
export async function registerDemoFleet(sources: Tocc['sources'], vehicles: number): Promise<void> {
  const roster = fleetRoster(vehicles, DEMO_SEED);
  for (const [name, firm] of Object.entries(FIRMS)) {
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
      roster.filter((entry, v) => firmOf(entry, v) === name).map((entry) => ({ ...entry, source })),
    );
  }
}

/** Starts the demo fleet in a process of its own, speaking to the gateway like any other; it ends with this one. */
export function startDemoFleet(network_file: string, port: number, vehicles: number): ChildProcess {
  const args = ['--network', network_file, '--port', `${port}`, '--vehicles', `${vehicles}`];
  return spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../bin/tocc.mjs'),
      'fleet',
      ...args,
      ...['--interval', `${REPORT_INTERVAL_S}`, '--seed', `${DEMO_SEED}`, '--quiet', '--with-parent'],
    ],
    // The channel carries nothing: it closes when this process ends, in whatever way.
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}
