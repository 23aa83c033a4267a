import type { IndexConfigurationDraft } from '@opentocc/contract';
import { LINK_CLASSES } from '@opentocc/core/network';

const POINTS = 6;
const STATE_BOUNDS = 4;
const TOP_INDEX = 10;
const DAY_MIN = 24 * 60;
const STEP_MIN = 5;

/** One thing wrong with a draft: where, and the code of what. */
export interface DraftFault {
  readonly part: string;
  readonly fault:
    | 'ascending'
    | 'descending'
    | 'count'
    | 'range'
    | 'index_points'
    | 'overlap'
    | 'five_minutes';
}

/** What keeps a draft from being a configuration; the first fault of each part. */
export function faultsOf({ gb, shenzhen, weights, free_flow, peaks }: IndexConfigurationDraft): DraftFault[] {
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

function isApart(spans: IndexConfigurationDraft['peaks']['spans']): boolean {
  const sorted = [...spans].sort((a, b) => a.from_min - b.from_min);
  return (
    new Set(spans.map(({ name }) => name)).size === spans.length &&
    sorted.every(({ from_min }, i) => i === 0 || from_min >= sorted[i - 1].to_min)
  );
}
