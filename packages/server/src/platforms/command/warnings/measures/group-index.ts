import { groupPast } from './group-past.ts';
import { GROUP_STEP_S, type Measure, POINTS } from './measure.ts';
import { readGroups } from './read-groups.ts';

/** Traffic index of Shenzhen of the city, a district, a street, a road, a corridor or a hub. */
export const groupIndex: Measure = {
  code: 'index',
  name: { zh: '交通指数', en: 'Traffic index' },
  unit: POINTS,
  space: 'group',
  bad: 'above',
  ...{ min: 0, max: 10, past_step_s: GROUP_STEP_S },
  read: (city, space, _now_ms, column) => readGroups(city, space, column, ({ index }) => index),
  past: (city, space, members, from_ms, to_ms) =>
    groupPast(city, space, members, [from_ms, to_ms], ({ index }) => index),
};
