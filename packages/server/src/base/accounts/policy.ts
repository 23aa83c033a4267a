/** The rules of sign-in. A standard asks for each of them and names no figure, so every figure is assumed. */
export interface SignInPolicy {
  readonly version: string;
  readonly source: string;
  readonly assumed: boolean;
  readonly password_min_length: number;
  /** Of the four kinds: upper case, lower case, digits, others. */
  readonly password_min_kinds: number;
  /** Guesses that a password must withstand, as a power of ten, where the guesser knows how people choose. */
  readonly password_min_guesses_log10: number;
  /** Former passwords that may not be used again. */
  readonly password_history: number;
  readonly password_max_age_days: number;
  /** A one-time password that nobody used ends after this. */
  readonly one_time_password_hours: number;
  /**
   * Failures after which one waits: an account name from one address or on a device of its owner; an address, whatever the
   * names; a name, wherever from. The wait doubles with each further failure.
   */
  readonly account_failures: number;
  readonly address_failures: number;
  readonly name_failures: number;
  readonly first_wait_s: number;
  readonly longest_wait_s: number;
  /** Age at which a failure is forgotten. */
  readonly forget_after_s: number;
  /** How long a device is known on which the owner has signed in. */
  readonly known_device_days: number;
  readonly idle_limit_s: number;
  readonly absolute_limit_s: number;
  /** For an account that holds the role `display` and nothing else: a wall nobody signs in to every day. */
  readonly display_limit_s: number;
  /** Sessions that one account may have at once; the oldest ends. */
  readonly sessions_per_account: number;
}

/** Who must have a second factor before anything else; an installation decides it. */
export type SecondFactorRule = 'optional' | 'administrators' | 'everyone';

export const SIGN_IN_POLICY: SignInPolicy = {
  version: '2026-01-01',
  source:
    'GB/T 22239-2019, 8.1.4.1: complexity, rotation, lockout and timeout are required, figures are not given',
  assumed: true,
  password_min_length: 12,
  password_min_kinds: 3,
  password_min_guesses_log10: 10,
  password_history: 5,
  password_max_age_days: 90,
  one_time_password_hours: 72,
  account_failures: 5,
  address_failures: 30,
  name_failures: 50,
  first_wait_s: 60,
  longest_wait_s: 3_600,
  forget_after_s: 86_400,
  known_device_days: 90,
  idle_limit_s: 1_800,
  absolute_limit_s: 43_200,
  display_limit_s: 90 * 86_400,
  sessions_per_account: 8,
};
