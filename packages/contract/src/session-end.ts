/** Why a session is over: the reason with which the live channel closes (code {@link SESSION_ENDED}). */
export const SESSION_ENDS = [
  'signed_out',
  'ended_elsewhere',
  'too_many_sessions',
  'password_changed',
  'reset',
  'disabled',
  'rights_changed',
  'key_revoked',
  'expired',
] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** Close code of the live channel by which a screen knows that it may not go on listening. */
export const SESSION_ENDED = 4401;
