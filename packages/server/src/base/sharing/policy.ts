import type { SharingRules } from '@opentocc/contract';

/** Figures of sharing that no standard names: the installation's to confirm. */
export const SHARING_POLICY: SharingRules = {
  version: '2026-01-01',
  source: 'GB/T 39786-2021 asks for management of keys and names no figure; quotas and days are assumed',
  assumed: true,
  overlap_days: 7,
  expires_days: 365,
};

/**
 * Within how many days an application is answered: ten working days (国发〔2016〕51号, article 12), which are fourteen days
 * without holidays. Assumed: public holidays are not known here.
 */
export const DECIDE_WITHIN_DAYS = 14;
