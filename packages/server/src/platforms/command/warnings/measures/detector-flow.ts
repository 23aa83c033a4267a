import { detectorPast } from './detector-past.ts';
import { GROUP_STEP_S, type Measure } from './measure.ts';

/** Flow at a detector over the last five minutes. */
export const detectorFlow: Measure = {
  code: 'detector_flow',
  name: { zh: '检测器流量', en: 'Flow at a detector' },
  unit: { zh: '辆/小时', en: 'veh/h' },
  space: 'detector',
  bad: 'above',
  ...{ min: 0, max: 20_000, past_step_s: GROUP_STEP_S },
  read(city, _space, _now_ms, column) {
    for (const { id, now } of city.detectors()) column[id] = now?.flow_vph ?? Number.NaN;
  },
  past: (city, space, members, from_ms, to_ms) =>
    detectorPast(city, space, members, [from_ms, to_ms], (count) => count.flow_vph),
};
