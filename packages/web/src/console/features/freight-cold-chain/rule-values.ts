import type { GoodsRule } from '@opentocc/contract';

type BreachRule = GoodsRule['settings']['rules'][number];

/** A rule as it is filled in: its time in minutes, without a name. */
export interface RuleRow {
  readonly side: BreachRule['side'];
  readonly measure: BreachRule['measure'];
  readonly limit_c: number;
  readonly minutes: number;
}

/** What goods of a class are supervised by, as a form holds it. */
export interface SettingsFields {
  readonly rules: readonly RuleRow[];
  readonly min_c: number;
  readonly max_c: number;
  readonly lost_after_min: number;
  readonly door_open_min: number;
}

export const fieldsOf = ({
  rules,
  scale,
  lost_after_s,
  door_open_s,
}: GoodsRule['settings']): SettingsFields => ({
  rules: rules.map(({ side, measure, limit_c, duration_s }) => ({
    ...{ side, measure, limit_c },
    minutes: duration_s / 60,
  })),
  ...scale,
  ...{ lost_after_min: lost_after_s / 60, door_open_min: door_open_s / 60 },
});

/** Names of rules count within their version alone: goods on their way keep the version under which they were declared. */
export const settingsOf = ({
  rules,
  min_c,
  max_c,
  lost_after_min,
  door_open_min,
}: SettingsFields): GoodsRule['settings'] => ({
  rules: rules.map(({ side, measure, limit_c, minutes }, at) => ({
    ...{ id: `${side}-${measure}-${at + 1}`, side, measure, limit_c },
    duration_s: Math.round(minutes * 60),
  })),
  scale: { min_c, max_c },
  ...{ lost_after_s: Math.round(lost_after_min * 60), door_open_s: Math.round(door_open_min * 60) },
});
