import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { RosterOutcome, SourceDraft, SourceHealth } from '@opentocc/contract';
import { DEMO_FIRMS, DEMO_INTERVAL_S, firmOf, fleetRoster, rosterCsv } from '@opentocc/testkit/fleet';
import type { Demo, DemoCity, DemoDoor, DemoOperator } from '../../kit/demo.ts';
import { keepRunning } from '../../kit/demo-process.ts';
import { invariant } from '../../kit/errors.ts';
import type { Registry } from './registry.ts';

/** Rows of one roster file: what the route takes. */
const ROWS_OF_FILE = 20_000;

/** The firms of the demo city, who hand in their rosters, and their fleet, which drives and reports. */
export function createSourcesDemo({ index }: Pick<Registry, 'index'>): Demo {
  return {
    isUnregistered: (city) =>
      fleetRoster(city.vehicles, city.seed).some(({ phone }) => {
        const known = index.findByPhone(phone);
        return known === undefined || known.status === 'pending';
      }),
    async register(city, operator) {
      const sources = await addFirms(operator);
      const roster = fleetRoster(city.vehicles, city.seed);
      const codeOf = (v: number) => DEMO_FIRMS[firmOf(roster[v], v, city.seed)].code;
      for (let from = 0; from < roster.length; from += ROWS_OF_FILE) {
        const rows = roster.slice(from, from + ROWS_OF_FILE);
        const csv = rosterCsv(rows, (at) => codeOf(from + at));
        const { bad_rows } = await operator.call<RosterOutcome>('POST', '/rosters/import', {
          file: 'demo-fleet.csv',
          content_base64: Buffer.from(csv).toString('base64'),
          source: sources.get(DEMO_FIRMS.taxi.code),
        });
        invariant(bad_rows === 0, `the roster of the demo fleet has ${bad_rows} bad rows`);
      }
    },
    world: (city, { gateway, ...door }) =>
      keepRunning('the demo fleet', () => startFleet(city, gateway), door),
  };
}

/** Makes the firms that are not there yet. @returns ids of all sources by code */
async function addFirms(operator: DemoOperator): Promise<Map<string, number>> {
  const known = await operator.call<SourceHealth[]>('GET', '/sources');
  const ids = new Map(known.map(({ code, id }) => [code, id]));
  for (const { code, zh, en } of Object.values(DEMO_FIRMS)) {
    if (ids.has(code)) continue;
    const draft: Partial<SourceDraft> = {
      code,
      name: { zh, en },
      owner: zh,
      report_interval_s: DEMO_INTERVAL_S,
    };
    const { id } = await operator.call<SourceHealth>('POST', '/sources', draft);
    ids.set(code, id);
  }
  return ids;
}

type FleetOf = Pick<DemoCity, 'network_file' | 'seed' | 'vehicles' | 'trips' | 'shift_ms'>;

/** Starts the demo fleet in a process of its own, speaking to the gateway like any other; it ends with this one. */
export function startFleet(
  { network_file, seed, vehicles, trips, shift_ms }: FleetOf,
  { host, port }: DemoDoor['gateway'],
): ChildProcess {
  const where = ['--network', network_file, '--host', host, '--port', `${port}`];
  const who = ['--vehicles', `${vehicles}`, '--seed', `${seed}`, '--interval', `${DEMO_INTERVAL_S}`];
  who.push('--trips', `${trips}`, `--shift=${shift_ms}`);
  return spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../../bin/tocc.mjs'),
      'fleet',
      ...where,
      ...who,
      '--quiet',
      '--with-parent',
    ],
    // The channel carries nothing: it closes when this process ends, in whatever way.
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
}
