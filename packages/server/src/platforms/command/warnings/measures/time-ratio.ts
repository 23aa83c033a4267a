import { linkPast } from './link-past.ts';
import { type Measure, SLOT_S, TIMES } from './measure.ts';

/** Travel time of a link over that of free flow. A standing link would be without bound: 50 is said. */
const MOST = 50;
const ratioOf = (free_kmh: number, speed_kmh: number) => Math.min(MOST, free_kmh / Math.max(speed_kmh, 0.1));

export const timeRatio: Measure = {
  code: 'time_ratio',
  name: { zh: '路段行程时间比', en: 'Travel time ratio of a link' },
  unit: TIMES,
  space: 'link',
  bad: 'above',
  ...{ min: 1, max: MOST, past_step_s: SLOT_S },
  read(city, _space, _now_ms, column) {
    const states = city.states();
    if (!states) return;
    const { speed_kmh, free_flow_kmh } = states;
    for (let link = 0; link < column.length; link++)
      column[link] = Number.isNaN(speed_kmh[link])
        ? Number.NaN
        : ratioOf(free_flow_kmh[link], speed_kmh[link]);
  },
  past(city, _space, _members, from_ms, to_ms) {
    const free_kmh = city.freeFlow_kmh();
    return linkPast(city, from_ms, to_ms, (speed_kmh, link) => ratioOf(free_kmh[link], speed_kmh));
  },
};
