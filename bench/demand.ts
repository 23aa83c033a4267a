import type { DetectorCount } from '@opentocc/core/demand';
import { type Bench, cpuSeconds, type Figure } from './harness.ts';
import { carriedBy, fitWays, randomWays, readWildau, simulateWays, type Wildau } from './kit/wildau.ts';

type Report = (figure: Figure) => void;

/** Demand from counts: Wildau's 18 real ones, and Porto Alegre with detectors and probes drawn from its own trips. */
export const run: Bench = async (args, report) => {
  const wanted = args.find((arg) => !arg.startsWith('--')) ?? '';
  if ('wildau'.includes(wanted)) await wildau(report);
};

const SEED = 1;

async function wildau(report: Report): Promise<void> {
  const data = await readWildau();
  if (!data) return void process.stdout.write('skipped: no data simulation/wildau\n');
  const started_s = cpuSeconds();
  const trips = randomWays(data, SEED);
  const whole = fitWays(trips, data.counts);
  const { made, vehicle_count, arrived } = simulateWays(data, trips, whole);
  const seen = data.counts.map(({ vehicles }) => vehicles);
  const note = 'published: routeSampler 0.14, by hand 5.8, flowrouter 96, cadyts 201, dfrouter 253';
  report({
    figure: 'Wildau, 18 counts: RMS before simulating',
    value: rms([...carriedBy(trips, whole, data.counts)], seen),
    unit: 'vehicles',
  });
  report({ figure: 'Wildau, 18 counts: RMS', value: rms(made, seen), unit: 'vehicles', note });
  report({ figure: 'Wildau: vehicles', value: vehicle_count, unit: '', note: `${arrived} arrive` });
  report({ figure: 'Wildau: CPU', value: cpuSeconds() - started_s, unit: 's' });
  const left = leftOut(data, seen);
  report({
    figure: 'Wildau: RMS of each count from the other 17',
    value: rms(left, seen),
    unit: 'vehicles',
    note: 'held out in turn',
  });
  report({
    figure: 'Wildau: RMS of the mean of the other 17',
    value: rms(meansOfOthers(seen), seen),
    unit: 'vehicles',
    note: 'naive',
  });
}

function leftOut(data: Wildau, seen: readonly number[]): number[] {
  const trips = randomWays(data, SEED);
  return seen.map((_, i) => {
    const others: DetectorCount[] = data.counts.filter((__, j) => j !== i);
    return carriedBy(trips, fitWays(trips, others), [data.counts[i]])[0];
  });
}

const meansOfOthers = (seen: readonly number[]): number[] => {
  const sum = seen.reduce((a, b) => a + b, 0);
  return seen.map((own) => (sum - own) / (seen.length - 1));
};

const rms = (made: readonly number[], seen: readonly number[]): number =>
  Math.sqrt(made.reduce((sum, value, i) => sum + (value - seen[i]) ** 2, 0) / seen.length);
