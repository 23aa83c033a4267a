import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figure } from './harness.ts';
import { type Measured, runMeasured } from './kit/measured-child.ts';
import { CASE_FOLDERS, prepareCase, type SumoCase } from './kit/sumo-cases.ts';

const TOCC = join(import.meta.dirname, '../packages/server/bin/tocc.mjs');
const SEEDS = ['23423', '7'];
const QUIET = [
  '--no-step-log',
  '--no-warnings',
  '--xml-validation',
  'never',
  '--xml-validation.net',
  'never',
];

type Trips = ReadonlyMap<string, number>;

interface Run extends Measured {
  /** CPU time without reading the network, and for us without the trips, s. */
  readonly run_s: number;
  readonly trips: Trips;
  readonly traversals?: number;
}

/**
 * Ours beside SUMO's mesoscopic model, without and with its control of junctions, and beside its microscopic one with two seeds, on
 * the same files one after the other. `--large` runs the microscopic model on Porto Alegre too, which takes an hour; one of
 * CASE names (a part of the folder) runs that case alone.
 */
export const run: Bench = async (args, report) => {
  if (!(await hasSumo())) {
    process.stdout.write('skipped: no program sumo (Debian: apt-get install sumo)\n');
    return;
  }
  const wanted = args.find((arg) => !arg.startsWith('--')) ?? '';
  for (const folder of CASE_FOLDERS.filter((name) => name.includes(wanted))) {
    const work = mkdtempSync(join(tmpdir(), 'opentocc-bench-'));
    const own = await prepareCase(folder, work);
    if (own) await runCase(own, work, args.includes('--large'), report);
    else process.stdout.write(`skipped: no data ${folder}\n`);
    rmSync(work, { recursive: true });
  }
};

async function hasSumo(): Promise<boolean> {
  return runMeasured('sumo', ['--version']).then(
    () => true,
    () => false,
  );
}

async function runCase(
  own: SumoCase,
  work: string,
  large: boolean,
  report: (figure: Figure) => void,
): Promise<void> {
  const load_s = (await runMeasured('sumo', ['--mesosim', '-n', own.net, '-e', '0', ...QUIET])).cpu_s;
  const isRunning = large || !own.isLarge;
  const first = isRunning
    ? await sumo(own, work, load_s, [
        '--seed',
        SEEDS[0],
        '--vehroute-output.sorted',
        '--vehroute-output',
        join(work, 'v.xml'),
      ])
    : undefined;
  const routed = first ? { ...own, routes: withoutTypes(join(work, 'v.xml'), work, own) } : own;
  const micro = first?.trips ?? (await readReference(own));
  const runs: [string, Run | undefined][] = [
    ['meso', await sumo(routed, work, load_s, ['--mesosim'])],
    [
      'meso with junction control',
      await sumo(routed, work, load_s, ['--mesosim', '--meso-junction-control']),
    ],
    ['micro', first],
    ['micro, another seed', isRunning ? await sumo(routed, work, load_s, ['--seed', SEEDS[1]]) : undefined],
    ['ours', await ours(routed, work)],
  ];
  const traversals = runs.at(-1)?.[1]?.traversals ?? 0;
  for (const [name, one] of runs)
    if (one) reportRun(`${own.name}, ${name}`, one, { micro, traversals }, report);
}

async function sumo(own: SumoCase, work: string, load_s: number, flags: readonly string[]): Promise<Run> {
  const out = join(work, 'tripinfo.xml');
  const files = ['-n', own.net, '-r', own.routes, '--tripinfo-output', out];
  const measured = await runMeasured('sumo', [...files, ...own.flags, ...QUIET, ...flags]);
  const trips = new Map<string, number>();
  for (const [, id, duration] of readFileSync(out, 'utf8').matchAll(
    /<tripinfo id="([^"]*)".*? duration="([^"]*)"/g,
  ))
    trips.set(id, Number(duration));
  return { ...measured, run_s: measured.cpu_s - load_s, trips };
}

/** The routes that the microscopic run drove, so that all drive the same ones. */
function withoutTypes(file: string, work: string, { name, routes }: SumoCase): string {
  if (!/<(?:trip|flow) /.test(readFileSync(routes, 'utf8'))) return routes;
  const own = join(work, `${name}.rou.xml`);
  writeFileSync(own, readFileSync(file, 'utf8').replace(/ type="[^"]*"/g, ''));
  return own;
}

async function ours({ net, routes }: SumoCase, work: string): Promise<Run> {
  const out = join(work, 'ours.json');
  const measured = await runMeasured(process.execPath, [
    TOCC,
    'simulate',
    net,
    '--trips',
    routes,
    '--list-trips',
    '--out',
    out,
  ]);
  const { summary, trips } = JSON.parse(readFileSync(out, 'utf8'));
  const own = new Map<string, number>();
  for (const { id, entered_s, arrived_s } of trips)
    if (arrived_s !== null) own.set(id, arrived_s - entered_s);
  return { ...measured, run_s: summary.run_cpu_s, trips: own, traversals: summary.link_traversals };
}

/** The microscopic run that comes with the data. */
async function readReference({ isLarge }: SumoCase): Promise<Trips> {
  const file = join(import.meta.dirname, '../../shared/data/sumo-poa/reference_micro_tripinfo.csv.xz');
  if (!isLarge || !existsSync(file)) return new Map();
  const rows = (await runMeasured('xz', ['-dc', file])).stdout.split('\n').slice(1, -1);
  return new Map(rows.map((row) => row.split(',')).map(([id, , duration]) => [id, Number(duration)]));
}

interface Beside {
  readonly micro: Trips;
  readonly traversals: number;
}

function reportRun(
  name: string,
  { cpu_s, run_s, peak_mb, trips }: Run,
  { micro, traversals }: Beside,
  report: (figure: Figure) => void,
): void {
  const vehicle_s = [...trips.values()].reduce((sum, s) => sum + s, 0);
  const figures: [string, number, string][] = [
    ['CPU, the whole program', cpu_s, 's'],
    ['CPU, simulation', run_s, 's'],
    ['peak memory', peak_mb, 'MB'],
    ['trips that arrived', trips.size, ''],
    ['mean trip', vehicle_s / trips.size, 's'],
    ['correlation by trip with micro', correlation(trips, micro), ''],
    ['trips', trips.size / run_s, '/CPU-s'],
    ['vehicle-seconds', vehicle_s / run_s, '/CPU-s'],
    ['link traversals', traversals / run_s, '/CPU-s'],
  ];
  for (const [figure, value, unit] of figures)
    if (Number.isFinite(value)) report({ figure: `${name}: ${figure}`, value, unit });
}

/** Pearson's r over the trips that both have. */
function correlation(a: Trips, b: Trips): number {
  const pairs = [...a].flatMap(([id, x]) => (b.has(id) ? [[x, b.get(id) as number]] : []));
  const n = pairs.length;
  const [mx, my] = [0, 1].map((i) => pairs.reduce((sum, pair) => sum + pair[i], 0) / n);
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - mx, y - my), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}
