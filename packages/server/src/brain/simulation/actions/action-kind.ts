import type { StudyAction } from '@opentocc/contract/study-actions';
import type { AreaPlace } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import type { AppError } from '../../../kit/errors.ts';
import type { PreparedArea } from '../prepared-area.ts';
import type { Effects } from './effects.ts';

/** One kind of what a scenario may do. */
export interface ActionKind<A extends StudyAction = StudyAction> {
  /** Links that it names: the area lies round them, and who asks must reach them. */
  links(action: A): readonly number[];
  /** Where a queue may begin. */
  places(action: A): readonly AreaPlace[];
  /** What is wrong with it by itself, besides links that are not there. @param network as cars find it */
  check(network: RoadNetwork, action: A): readonly AppError[];
  /** What it does to a run. @throws AppError when the area cannot do it */
  apply(action: A, prepared: PreparedArea, effects: Effects): void;
}

interface Span {
  readonly from_min: number;
  readonly minutes: number;
}

/** From when until when something happens, s from the base instant. */
export const spanOf = ({ from_min, minutes }: Span) => ({
  from_s: from_min * 60,
  to_s: (from_min + minutes) * 60,
});

/** Whether two things happen at once for a while. */
export const overlap = (a: Span, b: Span): boolean =>
  a.from_min < b.from_min + b.minutes && b.from_min < a.from_min + a.minutes;
