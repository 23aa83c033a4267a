import { StudyResult } from '@opentocc/contract/study-result';
import { expect, it } from 'vitest';
import { readResult } from './study-result.ts';

/** As the first engine stored it. */
const FIRST = {
  ...{ engine_version: '2', parameters_version: 'assumed-2026-11', network_version: 'n', base_ms: 1 },
  ...{ horizon_min: 60, counts_from_vehicle_hours: 5, radius_m: 5000, links: [7], signals: 0 },
  assumed_signals: 0,
  calibration: { rounds: 1, perceived_kmh: 1, simulated_kmh: 1, share_of_flow: 1 },
  fit: { links: 1, geh_under_5: 1, rmsn: 0 },
  scenarios: [
    {
      ...{ kind: 'none', seeds: 5, saved_vehicle_hours: null, verdict: 'no_difference', reached: [] },
      ...{ vehicle_hours: { mean: 1, half: 0.1 }, longest_m: { mean: 1, half: 0 }, clears_min: null },
      ...{ tail_m: { mean: [1], low: [1], high: [1] }, clears_in: 0, states: '' },
      ...{ waiting: { mean: 0, half: 0 }, reroutes: { mean: 0, half: 0 } },
      ...{ deadlocks: { mean: 0, half: 0 }, releases: { mean: 0, half: 0 } },
    },
  ],
};

it('a result of the first engine opens as one of today, with what it did not have left empty', () => {
  const read = readResult(Buffer.from(JSON.stringify(FIRST)), [{ link: 7, at: 0.5 }]);
  expect(StudyResult.parse(read)).toEqual(read);
  expect(read.scenarios[0]).toMatchObject({ key: 'none', kind: 'none', vehicle_hours: { mean: 1 } });
  expect(read.places).toEqual([{ link: 7, at: 0.5 }]);
});
