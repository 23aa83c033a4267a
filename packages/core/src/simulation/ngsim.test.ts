import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LinkCurves } from './link-curves.ts';
import type { SimChange } from './sim-options.ts';
import { VehicleTable } from './sim-vehicles.ts';
import { Simulation } from './simulation.ts';
import { road } from './test-roads.ts';
import { TrafficField } from './traffic-field.ts';

const FOLDER = '../shared/data/simulation/ngsim-us101';
const FOOT_M = 0.3048;
const CELL_M = 20 * FOOT_M;
const STEP_S = 5;
/** Rows over which densities are averaged, and columns: about 98 m and 30 s. */
const ROWS = 16;
const COLUMNS = 6;

/** Rows of 20 ft from upstream, columns of 5 s. */
function grid(name: string): number[][] {
  return readFileSync(`${FOLDER}/NGSIM_US101_${name}_Data.txt`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
}

/** Counts of vehicles by the end of each step. */
function cumulate(flow_vps: readonly number[]): number[] {
  let total = 0;
  return flow_vps.map((q) => (total += q * STEP_S));
}

/** Where the section begins (below the on-ramp), has its off-ramp, and ends; rows of the grid. */
const [FIRST, RAMP, LAST] = [24, 60, 100];
/** Measured on this road from trajectories, m/s. */
const WAVE_MPS = 5.5;
const SPEED_MPS = 25;

/** Instants at which a cumulative count reaches each whole number. */
function instantsOf(flow_vps: readonly number[]): number[] {
  const counts = cumulate(flow_vps);
  const instants: number[] = [];
  counts.forEach((count, step) => {
    const begun = step > 0 ? counts[step - 1] : 0;
    while (instants.length + 1 <= count)
      instants.push((step + (instants.length + 1 - begun) / (count - begun)) * STEP_S);
  });
  return instants;
}

/** Vehicles on some rows at a step. */
function vehiclesOn(density: readonly number[][], from: number, to: number, step: number): number {
  return density.slice(from, to).reduce((sum, row) => sum + (row[step] / FOOT_M) * CELL_M, 0);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test.skipIf(!existsSync(FOLDER))('US-101 with its own inflow and exit: error of the density field', () => {
  const [density, flow] = [grid('Density'), grid('Flow')];
  const steps = density[0].length;
  // Jam density from the first fifteen minutes alone; what is tested are the thirty after them.
  const learned = steps / 3;
  const jam = mean(
    density
      .slice(FIRST, LAST)
      .flatMap((row, r) =>
        row.slice(0, learned).map((k, step) => k / FOOT_M + flow[FIRST + r][step] / WAVE_MPS),
      ),
  );
  const capacity_vps = (SPEED_MPS * WAVE_MPS * jam) / (SPEED_MPS + WAVE_MPS);
  const lane = { speed_mps: SPEED_MPS, wave_mps: WAVE_MPS, jam_density_vpm: jam, capacity_vps };
  const lengths = [(RAMP - FIRST) * CELL_M, (LAST - RAMP) * CELL_M];
  const network = road({
    links: [
      { from: 0, to: 1, length_m: lengths[0], ...lane },
      { from: 1, to: 2, length_m: lengths[1], ...lane },
      { from: 1, to: 3, length_m: 100, ...lane },
    ],
  });
  const entries = instantsOf(flow[FIRST]);
  const exits = cumulate(flow[LAST - 1])[steps - 1];
  const stays = vehiclesOn(density, FIRST, LAST, steps - 1) - vehiclesOn(density, FIRST, LAST, 0);
  // What comes in and neither goes out at the end nor stays has left by the ramp.
  const ramp_share = 1 - (exits + stays) / entries.length;
  const table = new VehicleTable(network);
  const before = [vehiclesOn(density, FIRST, RAMP, 0), vehiclesOn(density, RAMP, LAST, 0)].map(Math.round);
  for (let n = 0; n < before[1]; n++) table.addRouted({ id: `b${n}`, depart_s: 0 }, [1]);
  for (let n = 0; n < before[0]; n++) table.addRouted({ id: `a${n}`, depart_s: 0 }, [0, 1]);
  entries.forEach((depart_s, n) => {
    const leaves = Math.floor((n + 1) * ramp_share) > Math.floor(n * ramp_share);
    table.addRouted({ id: `v${n}`, depart_s }, leaves ? [0, 2] : [0, 1]);
  });
  const changes = flow[LAST - 1].map(
    (q, step): SimChange => ({
      kind: 'link',
      at_s: step * STEP_S,
      link: 1,
      closed: false,
      lane_share: 1,
      exit_share: Math.min(1, Math.max(0.01, q / capacity_vps)),
      speed_mps: SPEED_MPS,
    }),
  );
  const simulation = new Simulation(network, table.build(), { changes });
  const curves = new LinkCurves([0, 1]);
  simulation.observer = curves;
  for (let n = 0; n < before[1]; n++) simulation.place(n, lengths[1] * (1 - (n + 0.5) / before[1]));
  for (let n = 0; n < before[0]; n++)
    simulation.place(before[1] + n, lengths[0] * (1 - (n + 0.5) / before[0]));
  simulation.run(steps * STEP_S);
  const fields = lengths.map(
    (length_m, link) => new TrafficField({ length_m, ...lane }, curves.entries(link), curves.exits(link)),
  );
  const errors = fields.flatMap((field, link) => {
    const top = link === 0 ? FIRST : RAMP;
    const bottom = link === 0 ? RAMP : LAST;
    const cells: { measured: number; modelled: number }[] = [];
    for (let column = learned; column + COLUMNS <= steps; column += COLUMNS)
      for (let row = top; row + ROWS <= bottom; row += ROWS) {
        const columns = Array.from({ length: COLUMNS }, (_, c) => column + c);
        const measured = mean(columns.map((c) => vehiclesOn(density, row, row + ROWS, c) / (ROWS * CELL_M)));
        const from_m = (row - top) * CELL_M;
        const modelled = mean(
          columns.map((c) => field.density(from_m, from_m + ROWS * CELL_M, (c + 0.5) * STEP_S)),
        );
        cells.push({ measured, modelled });
      }
    return cells;
  });
  const rms =
    Math.sqrt(mean(errors.map(({ measured, modelled }) => (modelled - measured) ** 2))) /
    mean(errors.map(({ measured }) => measured));
  const bias =
    mean(errors.map(({ modelled }) => modelled)) / mean(errors.map(({ measured }) => measured)) - 1;
  const of_time = mean(errors.map(({ measured }) => measured));
  const naive = Math.sqrt(mean(errors.map(({ measured }) => (measured - of_time) ** 2))) / of_time;
  console.info(
    `US-101, 463 m, 30 min: density of ${errors.length} fields of 98 m × 30 s: RMS error ${(100 * rms).toFixed(1)} % of the mean (the mean itself: ${(100 * naive).toFixed(1)} %), bias ${(100 * bias).toFixed(1)} %; ramp ${(100 * ramp_share).toFixed(1)} %, jam density ${jam.toFixed(3)} veh/m`,
  );
  expect(rms).toBeLessThan(0.25);
});
