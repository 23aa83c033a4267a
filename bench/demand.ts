import { DEMAND_DOUBTS, type DemandDoubts, type DetectorCount, scoreFlows } from '@opentocc/core/demand';
import { type Bench, cpuSeconds, type Figure } from './harness.ts';
import { runTrial } from './kit/demand-trial.ts';
import { PERIODS, portoAlegreDay } from './kit/porto-alegre.ts';
import { carriedBy, fitWays, randomWays, readWildau, simulateWays, type Wildau } from './kit/wildau.ts';
import { demoWorld } from './kit/world-days.ts';
import { runWorldTrial, simulateMornings } from './kit/world-trial.ts';

type Report = (figure: Figure) => void;

/** Demand from counts: Wildau's 18 real ones, and Porto Alegre with detectors and probes drawn from its own trips. */
export const run: Bench = async (args, report) => {
  const wanted = args.find((arg) => !arg.startsWith('--')) ?? '';
  if ('wildau'.includes(wanted)) await wildau(report);
  if ('world'.includes(wanted)) world(args, report);
  if ('porto-alegre'.includes(wanted)) await portoAlegre(args.includes('--set'), report);
};

/** Draws of probes and detectors by which options are set, and those by which they are judged. */
const SET_ON = [1];
const JUDGED_ON = [2, 3];
const SHARES_SEEN = [0.05, 0.1];

async function portoAlegre(isSetting: boolean, report: Report): Promise<void> {
  const day = await portoAlegreDay();
  if (!day) return void process.stdout.write('skipped: no data sumo-poa\n');
  const { network, options } = day.simulation;
  for (const seed of isSetting ? SET_ON : JUDGED_ON)
    for (const share_seen of SHARES_SEEN) {
      const trial = { ...day, network, options, periods: PERIODS, share_seen, seed };
      for (const doubts of isSetting ? doubtsToTry() : [DEMAND_DOUBTS]) {
        const started_s = cpuSeconds();
        const { facts, seen_vph, outcomes } = runTrial({ ...trial, doubts }, !isSetting);
        const { trips, zones, used, held_out } = facts;
        const name = `Porto Alegre, ${100 * share_seen} % seen, draw ${seed}`;
        const note = isSetting
          ? JSON.stringify(doubts)
          : `${trips} trips seen, ${zones} zones, ${used} detectors used, ${held_out} held out`;
        for (const { name: of, made_vph } of isSetting
          ? outcomes.filter((one) => one.name === 'ours')
          : outcomes) {
          const { geh_under_5, rmsn } = scoreFlows(made_vph, seen_vph);
          report({ figure: `${name}: ${of}: GEH < 5`, value: 100 * geh_under_5, unit: '%', note });
          report({ figure: `${name}: ${of}: RMSN`, value: rmsn, unit: '' });
        }
        report({ figure: `${name}: CPU`, value: cpuSeconds() - started_s, unit: 's' });
      }
    }
}

/** Draw by which nothing was set, and shares of vehicles that report. */
const WORLD_SEED = 4;
const WORLD_SHARES = [0.01, 0.03, 0.1];
const WORLD_TRIPS = 1_000_000;

/** The demo city as a simulated world: links and a day held out at once. `--trips=N` simulates fewer trips of more vehicles each. */
function world(args: readonly string[], report: Report): void {
  const trips = Number(args.find((arg) => arg.startsWith('--trips='))?.slice(8) ?? WORLD_TRIPS);
  const city = demoWorld(trips);
  const mornings = simulateMornings(city, Math.max(...WORLD_SHARES), WORLD_SEED);
  report({
    figure: 'Demo city: CPU of four mornings',
    value: cpuSeconds(),
    unit: 's',
    note: `${city.trips} trips a day`,
  });
  for (const share_seen of WORLD_SHARES) {
    const started_s = cpuSeconds();
    const { facts, seen_vph, outcomes } = runWorldTrial({ city, mornings, share_seen, seed: WORLD_SEED });
    const name = `Demo city, ${100 * share_seen} % seen`;
    const note = `${facts.trips} trips seen on 3 days, ${facts.zones} zones, ${facts.used} detectors used, ${facts.held_out} held out`;
    for (const { name: of, made_vph } of outcomes) {
      const { geh_under_5, rmsn, bias } = scoreFlows(made_vph, seen_vph);
      report({ figure: `${name}: ${of}: GEH < 5`, value: 100 * geh_under_5, unit: '%', note });
      report({
        figure: `${name}: ${of}: RMSN`,
        value: rmsn,
        unit: '',
        note: `bias ${(100 * bias).toFixed(1)} %`,
      });
    }
    report({ figure: `${name}: CPU`, value: cpuSeconds() - started_s, unit: 's' });
  }
}

const doubtsToTry = (): DemandDoubts[] =>
  [0.2, 0.5].flatMap((generation) =>
    [0.1, 0.3].flatMap((share) =>
      [0.3, 0.7, 1.2].map((route) => ({ generation, share, route, count: 0.05 })),
    ),
  );

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
