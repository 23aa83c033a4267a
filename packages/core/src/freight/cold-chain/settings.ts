/** Too warm or too cold. */
export type BreachSide = 'hot' | 'cold';
/** One stretch outside without a break, or all time outside added up. */
export type BreachMeasure = 'consecutive' | 'cumulative';

/** Goods are in breach once they were outside the limit for so long. */
export interface BreachRule {
  /** Unique within its settings. */
  readonly id: string;
  readonly side: BreachSide;
  readonly measure: BreachMeasure;
  /** Outside is above it on the hot side, below it on the cold side; the limit itself is inside. */
  readonly limit_c: number;
  readonly duration_s: number;
}

/** By what a consignment is supervised. A copy stands with every breach, so that it is read by what held when it began. */
export interface SupervisionSettings {
  readonly rules: readonly BreachRule[];
  /** What the sensor can measure; a value beyond it says that the sensor is broken, never that goods are. */
  readonly scale: { readonly min_c: number; readonly max_c: number };
  /** Without a reading for longer, the sensor counts as lost. */
  readonly lost_after_s: number;
  /** A door that is open for longer on the way is a warning. */
  readonly door_open_s: number;
}

/** Something wrong with settings. */
export type SettingsFault =
  | { readonly code: 'limit_off_scale' | 'duration' | 'same_rule'; readonly rule: string }
  | { readonly code: 'no_rule' | 'scale' | 'lost_after' | 'limits_cross' };

const SHORTEST_LOST_S = 60;

/** Everything that is wrong with settings, at once; none where they can be used. */
export function checkSettings({ rules, scale, lost_after_s }: SupervisionSettings): SettingsFault[] {
  const faults: SettingsFault[] = [];
  if (rules.length === 0) faults.push({ code: 'no_rule' });
  if (!(scale.min_c < scale.max_c)) faults.push({ code: 'scale' });
  if (!(lost_after_s >= SHORTEST_LOST_S)) faults.push({ code: 'lost_after' });
  for (const [i, { id, limit_c, duration_s }] of rules.entries()) {
    if (!(limit_c > scale.min_c && limit_c < scale.max_c)) faults.push({ code: 'limit_off_scale', rule: id });
    if (!(duration_s >= 0)) faults.push({ code: 'duration', rule: id });
    if (rules.findIndex((one) => one.id === id) < i) faults.push({ code: 'same_rule', rule: id });
  }
  const limitsOf = (of: BreachSide) => rules.filter(({ side }) => side === of).map(({ limit_c }) => limit_c);
  if (Math.max(...limitsOf('cold')) >= Math.min(...limitsOf('hot'))) faults.push({ code: 'limits_cross' });
  return faults;
}

/** Whether a temperature lies outside the limit of a rule. */
export const isOutside = ({ side, limit_c }: BreachRule, temperature_c: number): boolean =>
  side === 'hot' ? temperature_c > limit_c : temperature_c < limit_c;
