import type { Bilingual, IndexConfigurationTrial } from '@opentocc/contract';
import { LINK_CLASSES } from '@opentocc/core/network';
import { CLASS_NAMES } from './groups.ts';

const POINTS = 6;
const STATE_BOUNDS = 4;
const TOP_INDEX = 10;
const DAY_MIN = 24 * 60;
const STEP_MIN = 5;

/** What may be wrong with numbers of a draft. */
export const FAULT_NAMES = {
  ascending: { zh: '须从小到大', en: 'they must rise' },
  descending: { zh: '须从大到小', en: 'they must fall' },
  count: { zh: '个数不能改变', en: 'their count must stay' },
  range: { zh: '超出合理范围', en: 'they are out of range' },
  index_points: { zh: '对应指数须从 0 到 10 单调', en: 'their index points must run from 0 to 10' },
  overlap: { zh: '各时段不得重叠或重名', en: 'the spans must be apart, each with its own name' },
  five_minutes: { zh: '须为整 5 分钟', en: 'they must be whole five minutes' },
} as const satisfies Record<string, Bilingual>;

const PART_NAMES: Readonly<Record<string, Bilingual>> = {
  'gb.state_above': { zh: '国标五级状态的界限', en: 'the bounds of the GB/T 33171 states' },
  'gb.annexes.A': { zh: '国标附录 A 的界限', en: 'annex A of GB/T 33171' },
  'gb.annexes.B': { zh: '国标附录 B 的界限', en: 'annex B of GB/T 33171' },
  'gb.annexes.C': { zh: '国标附录 C 的界限', en: 'annex C of GB/T 33171' },
  'shenzhen.classes': { zh: '深圳指数的道路等级', en: 'the classes of the Shenzhen index' },
  'shenzhen.band_below': { zh: '深圳指数的分级', en: 'the bands of the Shenzhen index' },
  'weights.class_weight': { zh: '等级权重', en: 'the weights of the classes' },
  'free_flow.share_of_limit': { zh: '自由流速度占限速的比例', en: 'the shares of the limit at free flow' },
  'peaks.spans': { zh: '高峰时段', en: 'the peaks' },
  ...Object.fromEntries(
    LINK_CLASSES.map((link_class) => {
      const { zh, en } = CLASS_NAMES[link_class];
      const name = { zh: `深圳指数中${zh}的速度`, en: `the Shenzhen index, ${en.toLowerCase()}` };
      return [`shenzhen.classes.${link_class}`, name];
    }),
  ),
};

/** Name of a part of a draft, as faults give it. */
export const partName = (part: string): Bilingual => PART_NAMES[part] ?? { zh: part, en: part };

/** One thing wrong with a draft: where, and what. */
export interface DraftFault {
  readonly part: string;
  readonly fault: keyof typeof FAULT_NAMES;
}

/** What is wrong with a draft as a configuration; the first fault of each part. */
export function faultsOf({ gb, shenzhen, weights, free_flow, peaks }: IndexConfigurationTrial): DraftFault[] {
  const faults: DraftFault[] = [];
  const require = (holds: boolean, part: string, fault: DraftFault['fault']) => {
    if (!holds && !faults.some((known) => known.part === part)) faults.push({ part, fault });
  };
  require(isAscending([...gb.state_above].reverse()), 'gb.state_above', 'descending');
  require(gb.state_above.every((share) => share > 0 && share < 1), 'gb.state_above', 'range');
  for (const annex of ['A', 'B', 'C'] as const) {
    const { at, index } = gb.annexes[annex];
    const part = `gb.annexes.${annex}`;
    const [low, high] = annex === 'B' ? [1, 20] : [0, 1];
    require(at.length === POINTS && index.length === POINTS, part, 'count');
    require(isAscending(at), part, 'ascending');
    require(at.every((value) => value >= low && value <= high), part, 'range');
    require(isAscending(index) && index[0] === 0 && index.at(-1) === TOP_INDEX, part, 'index_points');
  }
  require(shenzhen.classes.length === LINK_CLASSES.length, 'shenzhen.classes', 'count');
  shenzhen.classes.forEach(({ at, index }, i) => {
    const part = `shenzhen.classes.${LINK_CLASSES[i] ?? i}`;
    require(at.length === POINTS && index.length === POINTS, part, 'count');
    require(isAscending(at), part, 'ascending');
    require(at.every((speed_kmh) => speed_kmh >= 0 && speed_kmh <= 200), part, 'range');
    const falling = [...index].reverse();
    require(isAscending(falling) && falling[0] === 0 && falling.at(-1) === TOP_INDEX, part, 'index_points');
  });
  require(isAscending(shenzhen.band_below), 'shenzhen.band_below', 'ascending');
  require(shenzhen.band_below.length === STATE_BOUNDS, 'shenzhen.band_below', 'count');
  require(shenzhen.band_below.every(
    (bound) => bound > 0 && bound < TOP_INDEX,
  ), 'shenzhen.band_below', 'range');
  requireByClass(weights.class_weight, 'weights.class_weight', 10, require);
  requireByClass(free_flow.share_of_limit, 'free_flow.share_of_limit', 1, require);
  for (const { from_min, to_min } of peaks.spans) {
    require(from_min >= 0 && from_min < to_min && to_min <= DAY_MIN, 'peaks.spans', 'range');
    require(from_min % STEP_MIN === 0 && to_min % STEP_MIN === 0, 'peaks.spans', 'five_minutes');
  }
  require(isApart(peaks.spans), 'peaks.spans', 'overlap');
  return faults;
}

function requireByClass(
  values: readonly number[],
  part: string,
  most: number,
  require: (holds: boolean, part: string, fault: DraftFault['fault']) => void,
): void {
  require(values.length === LINK_CLASSES.length, part, 'count');
  require(values.every((value) => value > 0 && value <= most), part, 'range');
}

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > values[i - 1]);

function isApart(spans: IndexConfigurationTrial['peaks']['spans']): boolean {
  const sorted = [...spans].sort((a, b) => a.from_min - b.from_min);
  return (
    new Set(spans.map(({ name }) => name)).size === spans.length &&
    sorted.every(({ from_min }, i) => i === 0 || from_min >= sorted[i - 1].to_min)
  );
}
