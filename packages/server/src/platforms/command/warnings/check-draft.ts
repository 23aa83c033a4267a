import { type RuleDraft, WARNING_LEVELS } from '@opentocc/contract';
import type { Area } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { warningsErrors } from './errors.ts';
import { findMeasure, type Measure } from './measures/index.ts';
import { isEverOn } from './schedule.ts';
import type { Members, Spaces } from './spaces/index.ts';

/** Districts that a rule limits itself to; null is the whole city. A source delivers from everywhere. */
export function areaOfDraft({ measure, target }: RuleDraft): Area {
  if (findMeasure(measure)?.space === 'source' || target.districts.length === 0) return null;
  return target.districts;
}

/** Whether somebody of an area sees and changes a rule: it watches nothing beyond. */
export function reachesRule(area: Area, draft: RuleDraft): boolean {
  const own = areaOfDraft(draft);
  return area === null || (own !== null && own.every((code) => area.includes(code)));
}

/** @throws AppError for a draft that says nothing, or names what is not there */
export function checkDraft(
  draft: RuleDraft,
  spaces: Spaces,
  area: Area,
  now_ms: number,
): { readonly measure: Measure; readonly members: Members } {
  const measure = findMeasure(draft.measure);
  if (!measure) throw warningsErrors.unknown_measure({ measure: draft.measure });
  checkThresholds(draft, measure);
  if (!isEverOn(draft.schedule, now_ms)) throw warningsErrors.empty_schedule();
  if (!reachesRule(area, draft)) throw kitErrors.out_of_area();
  const space = spaces[measure.space];
  const members = space.members(draft.target);
  // A register that is empty so far may fill; what is named and unknown is a mistake.
  if (members.missing.length > 0 || (members.members?.length === 0 && isOfRoads(measure)))
    throw warningsErrors.nothing_there({ missing: members.missing.slice(0, 10).join(', ') || '—' });
  return { measure, members };
}

const isOfRoads = ({ space }: Measure): boolean => space === 'link' || space === 'group';

function checkThresholds({ levels }: RuleDraft, { bad, min, max }: Measure): void {
  const stated = WARNING_LEVELS.map((level) => levels[level]).filter((one) => one !== null);
  if (stated.length === 0) throw warningsErrors.no_threshold();
  if (stated.some((one) => one < min || one > max))
    throw warningsErrors.thresholds_out_of_range({ min, max });
  const sign = bad === 'above' ? 1 : -1;
  const isOrdered = stated.every((one, i) => i === 0 || (one - stated[i - 1]) * sign > 0);
  const way = bad === 'above' ? '越大 more' : '越小 less';
  if (!isOrdered) throw warningsErrors.thresholds_out_of_order({ way });
}
