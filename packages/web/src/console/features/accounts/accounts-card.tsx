import type { Account, OneTimePassword } from '@opentocc/contract';
import { Button, Popconfirm, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useAccounts, useRoles, useUnitName } from './directory.ts';
import { GrantsDialog } from './grants-dialog.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { OnceDialog } from './once-dialog.tsx';
import { PhoneCell } from './phone-cell.tsx';
import { useMay } from './session.ts';
import { useAction } from './use-action.ts';

type Issued = z.infer<typeof OneTimePassword>;

/** The accounts within the administrator's area. */
export function AccountsCard() {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const mayManage = useMay('accounts:manage');
  const [adding, setAdding] = useState(false);
  const [granting, setGranting] = useState<Account | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const columns = useColumns({ grant: setGranting, issued: setIssued });
  return (
    <Card
      title={t('authority.tabs.accounts')}
      extra={
        mayManage && (
          <Button size="small" type="primary" onClick={() => setAdding(true)}>
            {t('authority.add')}
          </Button>
        )
      }
    >
      <p className="muted">{t('authority.separation')}</p>
      <Table
        rowKey="id"
        size="small"
        loading={accounts.isPending}
        columns={columns}
        dataSource={accounts.data}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: true }}
      />
      {adding && <NewAccountDialog issued={setIssued} close={() => setAdding(false)} />}
      {granting && <GrantsDialog account={granting} close={() => setGranting(null)} />}
      {issued && (
        <OnceDialog
          title={issued.account.name}
          label={issued.one_time_password ? t('authority.one_time') : t('authority.one_time_none')}
          secret={issued.one_time_password}
          close={() => setIssued(null)}
        />
      )}
    </Card>
  );
}

interface Acts {
  grant(account: Account): void;
  issued(issued: Issued): void;
}

function useColumns({ grant, issued }: Acts): TableColumnsType<Account> {
  const { t } = useTranslation();
  const unitName = useUnitName();
  const language = useStore(languageStore);
  const roles = new Map(useRoles().data?.map((role) => [role.code, role.name[language]]));
  return [
    { title: t('authority.account'), dataIndex: 'name' },
    { title: t('authority.name'), dataIndex: 'display_name' },
    { title: t('authority.unit'), render: (_, { unit }) => unitName(unit) },
    { title: t('authority.phone'), render: (_, account) => <PhoneCell account={account} /> },
    {
      title: t('authority.grants'),
      render: (_, { grants }) => (
        <Space size={[4, 4]} wrap>
          {grants.map(({ role, unit, platform }) => (
            <Tag key={`${role} ${unit} ${platform}`}>
              {[
                roles.get(role) ?? role,
                unit && unitName(unit),
                platform && t(`authority.platform_name.${platform}`),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Tag>
          ))}
        </Space>
      ),
    },
    {
      title: t('authority.second_factor'),
      render: (_, { second_factor }) =>
        t(second_factor ? 'authority.second_factor_on' : 'authority.second_factor_off'),
    },
    {
      title: t('authority.last_sign_in'),
      render: (_, { last_sign_in_ms }) =>
        last_sign_in_ms === null ? t('authority.never') : minuteOf(last_sign_in_ms),
    },
    {
      title: t('authority.state'),
      render: (_, { state }) => (
        <Tag color={state === 'active' ? undefined : 'red'}>{t(`authority.${state}`)}</Tag>
      ),
    },
    {
      title: t('authority.acts'),
      render: (_, account) => <AccountActs account={account} grant={grant} issued={issued} />,
    },
  ];
}

function AccountActs({ account, grant, issued }: Acts & { account: Account }) {
  const { t } = useTranslation();
  const act = useAction('accounts');
  const mayManage = useMay('accounts:manage');
  const reset = async () => {
    const made = await act(() => api.post<Issued>(`/accounts/${account.id}/reset`, {}));
    if (made) issued(made);
  };
  const next = account.state === 'active' ? 'disabled' : 'active';
  const setState = () => act(() => api.patch(`/accounts/${account.id}`, { state: next }));
  return (
    <Space>
      <Button size="small" onClick={() => grant(account)}>
        {t('authority.grants')}
      </Button>
      {mayManage && !account.outside && (
        <Popconfirm title={t('authority.reset')} description={t('authority.reset_text')} onConfirm={reset}>
          <Button size="small">{t('authority.reset')}</Button>
        </Popconfirm>
      )}
      {mayManage && next === 'disabled' && (
        <Popconfirm
          title={t('authority.disable')}
          description={t('authority.disable_text')}
          onConfirm={setState}
        >
          <Button size="small" danger>
            {t('authority.disable')}
          </Button>
        </Popconfirm>
      )}
      {mayManage && next === 'active' && (
        <Button size="small" onClick={setState}>
          {t('authority.enable')}
        </Button>
      )}
    </Space>
  );
}
