import type { CaseChannel } from '@opentocc/contract';

/** Who asked has no account; who it is stands sealed with the case. */
export const CITIZEN = { principal: 'citizen', actor: 'citizen' } as const;

/** What people bring by themselves, at whatever time a person lets it through: its files are theirs. */
export const isBroughtByCitizen = (channel: CaseChannel): boolean =>
  channel === 'web' || channel === 'wechat';
