import type { MeasureSpace, RuleDraft } from '@opentocc/contract';

/** Parts of a target that the form has a field for. */
type TargetField = 'scope' | 'keys' | 'districts' | 'streets' | 'classes' | 'roads' | 'sources' | 'protocols';

/** A rule as its form has it. */
export interface RuleFields extends Pick<RuleDraft['target'], TargetField> {
  readonly zh: string;
  readonly en: string;
  readonly measure: string;
  readonly blue?: number | null;
  readonly yellow?: number | null;
  readonly orange?: number | null;
  readonly red?: number | null;
  readonly hysteresis: number;
  readonly for_s: number;
  readonly clear_for_s: number;
  readonly from_h: number;
  readonly to_h: number;
  readonly weekdays: RuleDraft['schedule']['weekdays'];
  readonly day_kinds: RuleDraft['schedule']['day_kinds'];
  readonly advice?: string;
}

/** By what a measure's places may be limited; what a space does not know would limit nothing, and is not asked for. */
export const LIMITED_BY: Readonly<Record<MeasureSpace, readonly TargetField[]>> = {
  link: ['districts', 'streets', 'classes', 'roads'],
  group: ['scope', 'keys', 'districts'],
  source: ['sources', 'protocols'],
  detector: ['keys', 'districts'],
};

const NO_LIMIT: RuleDraft['target'] = {
  ...{ scope: 'district', keys: [], districts: [], streets: [], classes: [], roads: [], links: [] },
  ...{ sources: [], protocols: [] },
};

export const FIRST_FIELDS: RuleFields = {
  ...{ zh: '', en: '', measure: 'link_speed', hysteresis: 0, for_s: 300, clear_for_s: 300 },
  ...{ from_h: 0, to_h: 24, weekdays: [], day_kinds: [] },
  ...NO_LIMIT,
};

export function fieldsOf({
  name,
  measure,
  target,
  levels,
  schedule,
  advice,
  ...rest
}: RuleDraft): RuleFields {
  const { links: _, ...limits } = target;
  const { weekdays, day_kinds } = schedule;
  return {
    ...{ ...name, measure, ...limits, ...levels, advice: advice.zh, weekdays, day_kinds },
    ...{ hysteresis: rest.hysteresis, for_s: rest.for_s, clear_for_s: rest.clear_for_s },
    ...{ from_h: schedule.from_min / 60, to_h: schedule.to_min / 60 },
  };
}

/**
 * The draft that a form says, with what the form does not show as it was; null while it lacks what is needed.
 * @param space of the measure; undefined while the measures are not known
 */
export function draftOf(
  fields: RuleFields,
  before: RuleDraft | null,
  space: MeasureSpace | undefined,
): RuleDraft | null {
  const { zh, en, measure, blue, yellow, orange, red, weekdays, day_kinds } = fields;
  const levels = { blue: blue ?? null, yellow: yellow ?? null, orange: orange ?? null, red: red ?? null };
  if (!space || Object.values(levels).every((one) => one === null)) return null;
  const name = { zh: zh || en || '—', en: en || zh || '—' };
  const advice = fields.advice ?? '';
  return {
    ...{ name, measure, levels },
    target: targetOf(fields, before, space),
    ...{ hysteresis: fields.hysteresis, for_s: fields.for_s, clear_for_s: fields.clear_for_s },
    schedule: { weekdays, day_kinds, from_min: fields.from_h * 60, to_min: fields.to_h * 60 },
    advice: { zh: advice, en: before && before.advice.zh === advice ? before.advice.en : advice },
    enabled: before?.enabled ?? true,
  };
}

/** Limits of the measure's own kind alone; single links stay as they were, where it is still of links. */
function targetOf(fields: RuleFields, before: RuleDraft | null, space: MeasureSpace): RuleDraft['target'] {
  const stated = LIMITED_BY[space].map((field) => [field, fields[field]]);
  const links = space === 'link' ? (before?.target.links ?? []) : [];
  return { ...NO_LIMIT, ...Object.fromEntries(stated), links };
}
