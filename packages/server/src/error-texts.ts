import { accountErrors } from './base/accounts/index.ts';
import { auditErrors } from './base/audit/index.ts';
import { historyErrors } from './base/history/index.ts';
import { keyErrors } from './base/keys/index.ts';
import { sharingErrors } from './base/sharing/index.ts';
import { sourceErrors } from './base/sources/index.ts';
import { indicesErrors } from './brain/indices/index.ts';
import { networkErrors } from './brain/network/index.ts';
import { perceptionErrors } from './brain/perception/index.ts';
import { kitErrors, textsOf } from './kit/errors.ts';

/** What a caller may be told; the start alone tells the errors of adapters. */
export const ERROR_TEXTS = textsOf(
  kitErrors,
  accountErrors,
  auditErrors,
  keyErrors,
  sharingErrors,
  sourceErrors,
  historyErrors,
  networkErrors,
  perceptionErrors,
  indicesErrors,
);
