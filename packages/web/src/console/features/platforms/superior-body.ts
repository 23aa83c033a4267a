import type { SuperiorSettings } from '@opentocc/contract';

/** What is typed of a superior. */
export interface SuperiorFields extends Omit<SuperiorSettings, 'cipher' | 'password'> {
  /** Empty: as it is. */
  readonly password?: string;
  /** `m1,ia1,ic1`; empty: as it is. */
  readonly cipher?: string;
}

/** What is typed as the server takes it. */
export function superiorBody({ password, cipher, ...fields }: SuperiorFields): SuperiorSettings {
  const [m1, ia1, ic1] = (cipher ?? '').split(',').map(Number);
  return {
    ...fields,
    ...(password ? { password } : {}),
    ...(cipher ? { cipher: { m1, ia1, ic1 } } : {}),
  };
}
