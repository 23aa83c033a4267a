import { groupPast } from './group-past.ts';
import { GROUP_STEP_S, KMH, type Measure } from './measure.ts';
import { readGroups } from './read-groups.ts';

/** Mean speed of a group of the indices. */
export const groupSpeed: Measure = {
  code: 'speed',
  name: { zh: '区域或道路平均速度', en: 'Mean speed of an area or road' },
  unit: KMH,
  space: 'group',
  bad: 'below',
  ...{ min: 0, max: 150, past_step_s: GROUP_STEP_S },
  read: (city, space, _now_ms, column) => readGroups(city, space, column, ({ speed_kmh }) => speed_kmh),
  past: (city, space, members, from_ms, to_ms) =>
    groupPast(city, space, members, [from_ms, to_ms], ({ speed_kmh }) => speed_kmh),
};
