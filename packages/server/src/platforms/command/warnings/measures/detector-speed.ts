import { detectorPast } from './detector-past.ts';
import { GROUP_STEP_S, type Measure } from './measure.ts';

/** Speed at a detector over the last five minutes. */
export const detectorSpeed: Measure = {
  code: 'detector_speed',
  name: { zh: '检测器速度', en: 'Speed at a detector' },
  unit: { zh: 'km/h', en: 'km/h' },
  space: 'detector',
  bad: 'below',
  ...{ min: 0, max: 150, past_step_s: GROUP_STEP_S },
  read(city, _space, _now_ms, column) {
    for (const { id, now } of city.detectors()) column[id] = now?.speed_kmh ?? Number.NaN;
  },
  past: (city, space, members, from_ms, to_ms) =>
    detectorPast(city, space, members, [from_ms, to_ms], (count) => count.speed_kmh),
};
