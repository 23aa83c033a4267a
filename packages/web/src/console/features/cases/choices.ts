/** What fields of a case may be, in the order in which they are offered. */
export const TYPES = ['consultation', 'complaint', 'suggestion'] as const;
export const FIELDS = [
  ...(['urban_passenger', 'road_transport', 'highway', 'waterway'] as const),
  ...(['maritime', 'salvage', 'water_rescue'] as const),
] as const;
export const CHANNELS = ['phone', 'walk_in', 'web', 'wechat', 'mail', '12345', 'letter', 'other'] as const;
/** By which ways a person at the hotline takes a case: the others come by themselves. */
export const TAKEN_BY = ['phone', 'walk_in', 'letter', 'other'] as const;
export const STATES = [
  ...(['received', 'dispatched', 'answered', 'closed', 'archived', 'referred', 'withdrawn'] as const),
] as const;
export const CARDS = ['yellow', 'red'] as const;
export const SUPERVISIONS = ['none', 'urged', 'supervised'] as const;
export const LINK_KINDS = ['vehicle', 'road', 'stop', 'line', 'situation'] as const;
export const MEANT_KINDS = ['firm', 'vehicle', 'line', 'office', 'person', 'other'] as const;
export const ANSWER_BY = ['phone', 'sms', 'mail', 'web', 'none'] as const;
export const REFERRED_TO = ['rail', 'aviation', 'post', 'other'] as const;
/** Kinds and severities of a situation that a case is reported as. */
export const SITUATION_KINDS = [
  ...(['accident', 'breakdown', 'obstruction', 'congestion', 'flooding', 'fire', 'crowding'] as const),
  ...(['equipment', 'other'] as const),
] as const;
export const SEVERITIES = ['low', 'medium', 'high', 'highest'] as const;
