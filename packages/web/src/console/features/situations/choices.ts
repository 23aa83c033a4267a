/** What fields of a situation may be, in the order in which they are offered. */
export const KINDS = [
  ...(['accident', 'breakdown', 'obstruction', 'congestion', 'closure', 'roadworks', 'flooding'] as const),
  ...(['weather', 'fire', 'crowding', 'equipment', 'event', 'other'] as const),
] as const;
export const SEVERITIES = ['lowest', 'low', 'medium', 'high', 'highest'] as const;
export const PROBABILITIES = ['certain', 'probable', 'riskOf'] as const;
export const LEVELS = ['general', 'large', 'major', 'extreme'] as const;
/** From whom somebody at the desk hears of something. */
export const ORIGINS = ['call', 'officer', 'patrol', 'camera', 'other'] as const;

/** Nothing is known of any lane but that it is there. */
export const freeLanes = (lanes: number): string => '.'.repeat(lanes + 2);
