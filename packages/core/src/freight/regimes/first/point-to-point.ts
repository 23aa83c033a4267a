import { dayOf } from '../clock-words.ts';
import type { Regime } from '../regime.ts';
import { assumed, EVERY_MODE, OPEN_PORTS, PAPERS, source, stated } from './rule-parts.ts';

/** 点对点: one declaration, one entry; back the same day, or a night at a lodging declared before. */
export const POINT_TO_POINT: Regime = {
  ...{ code: 'point-to-point', version: 1, stance: 'emergency', streets: [] },
  name: { zh: '点对点', en: 'Point to point' },
  ...{ from_ms: dayOf('2022-12-12'), to_ms: dayOf('2023-01-08') },
  source: source(
    '2022-12-12：一次申报一次入境，当日返回，仅可在入境前申报的住宿点过夜（后果为假定）',
    '2022-12-12: a declaration holds for one entry; return the same day; overnight only at a lodging declared before entry (consequences assumed)',
  ),
  assumed: false,
  rules: [
    ...[EVERY_MODE, OPEN_PORTS, PAPERS],
    {
      ...stated('declared', '一申报一入境', 'One declaration, one entry', 'refuse'),
      ...{ kind: 'declarations', before_min: 0, entries: 1, tolerance_min: null },
    },
    {
      ...assumed('back', '当日返回', 'Back the same day', 'suspend', { directions: ['in'] }),
      ...{ kind: 'returns', within: { kind: 'same_day' }, overnight: 'lodging' },
    },
  ],
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 24 * 60 },
};
