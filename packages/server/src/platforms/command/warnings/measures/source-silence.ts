import { MINUTE_MS } from '@opentocc/core/time';
import { type Measure, MINUTES } from './measure.ts';

/** Minutes since a source said anything. One that has never done so is not silent: it has not begun. */
export const sourceSilence: Measure = {
  code: 'source_silence',
  name: { zh: '数据源静默时长', en: 'Silence of a source' },
  unit: MINUTES,
  space: 'source',
  bad: 'above',
  ...{ min: 1, max: 10_080, past_step_s: null },
  read(city, _space, now_ms, column) {
    for (const { id, last_fix_ms, retired_ms } of city.sources())
      if (last_fix_ms !== null && retired_ms === null)
        column[id] = Math.max(0, now_ms - last_fix_ms) / MINUTE_MS;
  },
};
