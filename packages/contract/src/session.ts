import { z } from 'zod';
import { AtMs, Language } from './common.ts';

export const SignIn = z.object({
  account: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
  /** Six digits of the second factor, where the account has one. */
  code: z.string().max(32).optional(),
});

export const Session = z
  .object({
    account: z.string(),
    display_name: z.string(),
    roles: z.array(z.string()),
    /** What this session may do ("module:action"); screens hide what is not in it, the server enforces it. */
    permissions: z.array(z.string()),
    language: Language,
    /** To be sent as header `x-csrf-token` with every request that changes something. */
    csrf_token: z.string(),
    /** True after sign-in with a one-time password: nothing else is allowed before it is changed. */
    must_change_password: z.boolean(),
    expires_ms: AtMs,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const ChangePassword = z.object({
  current: z.string().min(1).max(256),
  next: z.string().min(1).max(256),
});
