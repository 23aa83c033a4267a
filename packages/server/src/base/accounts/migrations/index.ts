import type { Migrations } from '../../../kit/db.ts';
import * as accounts from './001-accounts.ts';
import * as assumedUnits from './002-assumed-units.ts';
import * as failuresByAge from './003-failures-by-age.ts';
import * as watches from './004-watches.ts';
import * as email from './005-email.ts';

export const migrations: Migrations = {
  accounts_001_accounts: accounts,
  accounts_002_assumed_units: assumedUnits,
  accounts_003_failures_by_age: failuresByAge,
  accounts_004_watches: watches,
  accounts_005_email: email,
};
