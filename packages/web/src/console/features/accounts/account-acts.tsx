import type { Account, OneTimePassword } from '@opentocc/contract';
import { Button, Space } from 'antd';
import type { z } from 'zod';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useAccounts } from '../../session/directory.ts';
import { useMay, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';

interface Props {
  readonly account: Account;
  grant(account: Account): void;
  edit(account: Account): void;
  issued(issued: z.infer<typeof OneTimePassword>): void;
}

/** What an administrator does with one account. */
export function AccountActs({ account, grant, edit, issued }: Props) {
  const { t } = useTranslation();
  const act = useAction('accounts');
  const mayManage = useMay('accounts:manage');
  const isOwn = useSession().principal === `account:${account.id}`;
  const isOpenToAppoint = useOpenOffice() && account.grants.length === 0;
  const mayManageRoles = useMay('roles:manage');
  const mayGrant = !isOwn && (mayManageRoles || (mayManage && isOpenToAppoint));
  const reset = async () => {
    const made = await act(() => call('POST /api/v1/accounts/:id/reset', { params: { id: account.id } }));
    if (made) issued(made);
  };
  const isActive = account.state === 'active';
  const setState = () =>
    act(() =>
      call('PATCH /api/v1/accounts/:id', {
        params: { id: account.id },
        body: { state: isActive ? 'disabled' : 'active' },
      }),
    );
  return (
    <Space size={4}>
      {mayGrant && (
        <Button size="small" onClick={() => grant(account)}>
          {t('accounts.grants')}
        </Button>
      )}
      {mayManage && (
        <Button size="small" onClick={() => edit(account)}>
          {t('accounts.edit')}
        </Button>
      )}
      {mayManage && !account.outside && (
        <Confirm
          placement="topRight"
          title={t('accounts.reset')}
          description={t('accounts.reset_text')}
          onConfirm={reset}
        >
          <Button size="small">{t('accounts.reset_short')}</Button>
        </Confirm>
      )}
      {mayManage && isActive && !isOwn && (
        <Confirm
          placement="topRight"
          title={t('accounts.disable')}
          description={t('accounts.disable_text')}
          isDanger
          onConfirm={setState}
        >
          <Button size="small">{t('accounts.disable')}</Button>
        </Confirm>
      )}
      {mayManage && !isActive && (
        <Button size="small" onClick={setState}>
          {t('accounts.enable')}
        </Button>
      )}
    </Space>
  );
}

/** Whether the first security or the first audit administrator is still to be appointed, by the system administrator. */
function useOpenOffice(): boolean {
  const roles = new Set(known(useAccounts())?.flatMap(({ grants }) => grants.map(({ role }) => role)));
  return !roles.has('security-administrator') || !roles.has('audit-administrator');
}
