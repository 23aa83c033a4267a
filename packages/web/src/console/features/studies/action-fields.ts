import type { StudyActionKind } from '@opentocc/contract';

/** A field of an action: a link, a number within a range, or one of some words. */
export type ActionField =
  | { readonly kind: 'link'; readonly name: 'link' | 'sign' | 'other_link'; readonly isOptional?: boolean }
  | {
      readonly kind: 'number';
      readonly name: NumberName;
      readonly min: number;
      readonly max: number;
      readonly step?: number;
      readonly isOptional?: boolean;
    }
  | { readonly kind: 'choice'; readonly name: 'side' | 'end'; readonly of: readonly ChoiceWord[] };

type NumberName =
  | 'lanes'
  | 'speed_kmh'
  | 'green_share'
  | 'shift_s'
  | 'cycle_s'
  | 'radius_m'
  | 'factor'
  | 'added_vph'
  | 'share'
  | 'flow_vph'
  | 'from_min'
  | 'minutes';
type ChoiceWord = 'begin' | 'end' | 'origin' | 'destination' | 'both';

const link: ActionField = { kind: 'link', name: 'link' };
const number = (name: NumberName, min: number, max: number, step = 1): ActionField => ({
  ...{ kind: 'number', name, min, max, step },
});
const SPAN = [number('from_min', 0, 179), number('minutes', 5, 240)];

/** What is asked for of each kind, in order; ranges are those of the contract. */
export const ACTION_FIELDS: { readonly [K in StudyActionKind]: readonly ActionField[] } = {
  closure: [link, ...SPAN],
  lane_loss: [link, number('lanes', 1, 12), ...SPAN],
  speed_limit: [link, number('speed_kmh', 5, 120, 5), ...SPAN],
  signal_plan: [
    link,
    { kind: 'choice', name: 'side', of: ['end', 'begin'] },
    number('green_share', 0.1, 3, 0.1),
    number('shift_s', -90, 90, 5),
    { kind: 'number', name: 'cycle_s', min: 60, max: 240, step: 10, isOptional: true },
    ...SPAN,
  ],
  demand: [
    { kind: 'link', name: 'link', isOptional: true },
    number('radius_m', 50, 5000, 50),
    { kind: 'choice', name: 'end', of: ['origin', 'destination', 'both'] },
    number('factor', 0, 5, 0.1),
    number('added_vph', 0, 20_000, 100),
    { kind: 'link', name: 'other_link', isOptional: true },
    ...SPAN,
  ],
  message: [link, { kind: 'link', name: 'sign', isOptional: true }, number('share', 0.05, 1, 0.05), ...SPAN],
  gate: [link, number('flow_vph', 0, 20_000, 50), ...SPAN],
};
