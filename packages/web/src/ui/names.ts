import type { LinkClassName, TrafficStateName, VehicleClass } from '@opentocc/contract';

/*
 * The contract's lists, written out so that its schemas stay out of the browser: they would compile code from strings,
 * which the content security policy forbids. A test holds these to the contract.
 */

/** Traffic states; position is the code in live frames. */
export const STATE_NAMES: readonly TrafficStateName[] = [
  'unknown',
  'free',
  'mostly_free',
  'light',
  'moderate',
  'severe',
];

/** Vehicle classes; position is the code in live frames. */
export const VEHICLE_CLASS_NAMES: readonly VehicleClass[] = [
  'taxi',
  'bus',
  'freight',
  'coach',
  'dangerous_goods',
  'other',
];

export const LINK_CLASS_NAMES: readonly LinkClassName[] = [
  'motorway',
  'expressway',
  'arterial',
  'collector',
  'local',
];
