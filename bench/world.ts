import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { createCityLife } from '@opentocc/testkit/city-life';
import { DayRun, layOutWorld, type WorldCity } from '@opentocc/testkit/world';
import { type Bench, cpuSeconds, type Figure } from './harness.ts';

/** Begin of the day that is simulated unless another is named: a Wednesday. */
const DAY = '2026-11-25';
const TRIPS = '2000000';
const SEED = 1;
/** Motorways to arterials. */
const MAIN = 2;
const HOUR_S = 3600;

/**
 * What a day of the demo city costs, and whether it is a plausible one: speeds of main roads by hour, deadlocks, vehicles
 * left at 04:00. Arguments: trips, default 2 million; day, default a Wednesday.
 */
export const run: Bench = async ([trips = TRIPS, day = DAY], report) => {
  const network = buildNetwork(generateDemoCity());
  const before_s = cpuSeconds();
  const life = createCityLife(network, SEED);
  const city = layOutWorld({ network, seed: SEED, trips: Number(trips), life });
  const laid_out_s = cpuSeconds();
  const run = new DayRun(city, { start_ms: Date.parse(`${day}T04:00:00+08:00`) });
  const note = `${city.trips} trips of ${city.weight.toFixed(2)} vehicles each, ${day}`;
  const speeds = drive(run, city);
  const cpu_s = cpuSeconds() - laid_out_s;
  report({ figure: 'laying out the world', value: laid_out_s - before_s, unit: 'CPU-s', note });
  report({ figure: 'a day', value: cpu_s, unit: 'CPU-s', note });
  for (const figure of countsOf(run, cpu_s)) report(figure);
  for (const [hour, value] of speeds)
    report({ figure: `speed on main roads, ${hour}:00 to ${hour + 1}:00`, value, unit: 'km/h' });
};

/** Simulates the whole day. @returns mean speed on main roads by hour of the day */
function drive(run: DayRun, { network }: WorldCity): [number, number][] {
  const speeds: [number, number][] = [];
  let [length_m, time_s] = [0, 0];
  while (!run.isOver) {
    run.advance();
    const { left, travel_s } = run.bins.last;
    for (let link = 0; link < left.length; link++) {
      if (network.link_class[link] > MAIN) continue;
      length_m += left[link] * network.link_length_m[link];
      time_s += travel_s[link];
    }
    if (run.now_s % HOUR_S !== 0) continue;
    if (run.now_s > 0) speeds.push([(run.now_s / HOUR_S + 3) % 24, (3.6 * length_m) / time_s]);
    [length_m, time_s] = [0, 0];
  }
  return speeds;
}

function countsOf({ simulation, trips }: DayRun, cpu_s: number): Figure[] {
  const arrived = simulation.count('arrived');
  return [
    { figure: 'trips each CPU-s', value: trips.count / cpu_s, unit: 'trips/CPU-s' },
    { figure: 'link traversals each CPU-s', value: simulation.count('traversals') / cpu_s, unit: '1/CPU-s' },
    { figure: 'deadlocks found', value: simulation.count('deadlocks'), unit: '' },
    { figure: 'deadlock releases', value: simulation.count('releases'), unit: '' },
    { figure: 'trips not ended at 04:00', value: simulation.count('departed') - arrived, unit: 'trips' },
  ];
}
