import { detectorPast } from './detector-past.ts';
import { GROUP_STEP_S, type Measure } from './measure.ts';

/** Occupancy at a detector over the last five minutes. */
export const detectorOccupancy: Measure = {
  code: 'detector_occupancy',
  name: { zh: '检测器占有率', en: 'Occupancy at a detector' },
  unit: { zh: '%', en: '%' },
  space: 'detector',
  bad: 'above',
  ...{ min: 0, max: 100, past_step_s: GROUP_STEP_S },
  read(city, _space, _now_ms, column) {
    for (const { id, now } of city.detectors()) column[id] = now?.occupancy_pct ?? Number.NaN;
  },
  past: (city, space, members, from_ms, to_ms) =>
    detectorPast(city, space, members, [from_ms, to_ms], (count) => count.occupancy_pct),
};
