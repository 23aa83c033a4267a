import type { PlatformSettings } from '@opentocc/contract';

/** What is typed of a platform. */
export interface PlatformFields {
  readonly centre: number;
  readonly user: number;
  readonly sub_link_host?: string;
  /** `m1,ia1,ic1`; empty: as it is. */
  readonly cipher?: string;
  /** Bodies are plain from now on, whatever was agreed before. */
  readonly is_plain?: boolean;
}

/** What is typed as the server takes it. */
export function platformBody({
  centre,
  user,
  sub_link_host,
  cipher,
  is_plain,
}: PlatformFields): PlatformSettings {
  const [m1, ia1, ic1] = (cipher ?? '').split(',').map(Number);
  const agreed = cipher ? { m1, ia1, ic1 } : undefined;
  return { centre, user, sub_link_host: sub_link_host || null, cipher: is_plain ? null : agreed };
}
