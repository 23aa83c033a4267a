import { linkPast } from './link-past.ts';
import { KMH, type Measure, SLOT_S } from './measure.ts';

/** Speed of a link. */
export const linkSpeed: Measure = {
  code: 'link_speed',
  name: { zh: '路段速度', en: 'Speed of a link' },
  unit: KMH,
  space: 'link',
  bad: 'below',
  ...{ min: 0, max: 150, past_step_s: SLOT_S },
  read(city, _space, _now_ms, column) {
    const states = city.states();
    if (states) column.set(states.speed_kmh);
  },
  past: (city, _space, _members, from_ms, to_ms) => linkPast(city, from_ms, to_ms, (speed_kmh) => speed_kmh),
};
