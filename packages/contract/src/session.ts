import { z } from 'zod';
import { AtMs, Language } from './common.ts';
import { typedText } from './typed-text.ts';

export const SignIn = z.object({
  account: typedText().min(1).max(64),
  password: z.string().min(1).max(256),
  /** Six digits of the second factor or a recovery code, where the account has a second factor. */
  code: typedText().max(32).optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/** How far a permission reaches; null is everything. */
export const Reach = z
  .object({ units: z.array(z.string()).nullable(), districts: z.array(z.string()).nullable() })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof Reach>;

export const Session = z
  .object({
    /** Who this is to the audit: "account:17" or "key:3". Never given to another. */
    principal: z.string(),
    /** A browser sends a cookie on its own, so that its requests need the anti-forgery token; a key is never sent so. */
    via: z.enum(['cookie', 'key']),
    account: z.string(),
    display_name: z.string(),
    roles: z.array(z.string()),
    /** What this session may do ("module:action"); screens hide what is not in it, the server enforces it. */
    permissions: z.array(z.string()),
    /** Of the permissions that are limited to units or districts; one that is not named here reaches the whole city. */
    reach: z.record(z.string(), Reach),
    language: Language,
    /** To be sent as header `x-csrf-token` with every request that changes something. */
    csrf_token: z.string(),
    /** True after sign-in with a one-time password: nothing else is allowed before it is changed. */
    must_change_password: z.boolean(),
    /** True when the account has a second factor. */
    second_factor: z.boolean(),
    /** True when the rules ask this account for a second factor: nothing else is allowed before it has one. */
    must_enrol_second_factor: z.boolean(),
    expires_ms: AtMs,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

/** Why a session is over: the reason with which the live channel closes (code 4401). */
export const SessionEnd = z.enum([
  'signed_out',
  'ended_elsewhere',
  'too_many_sessions',
  'password_changed',
  'reset',
  'disabled',
  'rights_changed',
  'key_revoked',
  'expired',
]);
export type SessionEnd = z.infer<typeof SessionEnd>;

/** Close code of the live channel by which a screen knows that it may not go on listening. */
export const SESSION_ENDED = 4401;

export const ChangePassword = z.object({
  current: z.string().min(1).max(256),
  next: z.string().min(1).max(256),
});
