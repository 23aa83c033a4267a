import type { SharingRules } from '@opentocc/contract';

/** Figures of sharing that no standard names: the installation's to confirm. */
export const SHARING_POLICY: SharingRules = {
  version: '2026-01-01',
  source: 'GB/T 39786-2021 asks for management of keys and names no figure; quotas and days are assumed',
  assumed: true,
  overlap_days: 7,
  expires_days: 365,
};
