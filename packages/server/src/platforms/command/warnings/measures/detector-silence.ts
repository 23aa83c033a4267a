import { MINUTE_MS } from '@opentocc/core/time';
import { type Measure, MINUTES } from './measure.ts';

/** Minutes since the end of the newest period that a detector reported. */
export const detectorSilence: Measure = {
  code: 'detector_silence',
  name: { zh: '检测器静默时长', en: 'Silence of a detector' },
  unit: MINUTES,
  space: 'detector',
  bad: 'above',
  ...{ min: 1, max: 10_080, past_step_s: null },
  read(city, _space, now_ms, column) {
    for (const { id, last_ms } of city.detectors())
      if (last_ms !== null) column[id] = Math.max(0, now_ms - last_ms) / MINUTE_MS;
  },
};
