import type { Obligation, Session } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { SignInPolicy } from './policy.ts';
import type { AccountRow, AccountStore } from './store.ts';

export interface AccountObligationsDeps {
  readonly store: Pick<AccountStore, 'findById'>;
  readonly policy: Pick<SignInPolicy, 'one_time_password_hours' | 'password_max_age_days'>;
}

const ACCOUNT = /^account:(\d+)$/;

/** What waits for a person's own account: a new password, a second factor. */
export function createAccountObligations({ store, policy }: AccountObligationsDeps) {
  return async (session: Session): Promise<Obligation[]> => {
    const id = ACCOUNT.exec(session.principal)?.[1];
    const account = id === undefined ? undefined : await store.findById(Number(id));
    if (!account) return [];
    return [
      ...(session.must_change_password ? [newPassword(account, policy)] : []),
      ...(session.must_enrol_second_factor ? [secondFactor(account)] : []),
    ];
  };
}

/** A one-time password ends by itself; one that has grown too old was due when it did. */
function newPassword(account: AccountRow, policy: AccountObligationsDeps['policy']): Obligation {
  const { must_change_password: isOneTime, password_changed_ms } = account;
  const lasts_h = isOneTime ? policy.one_time_password_hours : 24 * policy.password_max_age_days;
  const ends_ms = password_changed_ms + lasts_h * HOUR_MS;
  return {
    ...ofPerson(account, 'password'),
    title: { zh: '修改密码', en: 'Change your password' },
    why: isOneTime
      ? { zh: '现用的是一次性密码', en: 'You signed in with a one-time password' }
      : { zh: '密码已超过有效期', en: 'Your password is older than it may be' },
    since_ms: isOneTime ? password_changed_ms : ends_ms,
    due_ms: ends_ms,
  };
}

function secondFactor(account: AccountRow): Obligation {
  return {
    ...ofPerson(account, 'second-factor'),
    title: { zh: '绑定动态验证码', en: 'Set up your second factor' },
    why: { zh: '您的角色须启用双因素认证', en: 'Your role needs a second factor' },
    since_ms: account.created_ms,
    due_ms: null,
  };
}

function ofPerson({ id }: AccountRow, what: string) {
  const principal = `account:${id}`;
  return {
    key: `accounts/${what}/${id}`,
    module: 'accounts',
    owner: { kind: 'person' as const, principal },
    count: 1,
    opens: '/profile',
  };
}
