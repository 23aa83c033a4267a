import type { Account, OneTimePassword } from '@opentocc/contract';
import { typedForm } from '@opentocc/contract/typed-form';
import { Button, Input, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useAccounts, useRoleName, useUnitName } from '../../session/directory.ts';
import { useMay } from '../../session/session.ts';
import { OnceDialog } from '../../ui/once-dialog.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { AccountActs } from './account-acts.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { GrantsDialog } from './grants-dialog.tsx';

type Issued = z.infer<typeof OneTimePassword>;
type Personal = Pick<Account, 'display_name' | 'phone' | 'email'>;

/** The accounts within the administrator's area. */
export function AccountsCard() {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const mayManage = useMay('accounts:manage');
  const unitName = useUnitName();
  const [wanted, setWanted] = useState('');
  const [editing, setEditing] = useState<Account | 'new' | null>(null);
  const [granting, setGranting] = useState<Account | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const columns = useColumns({ grant: setGranting, edit: setEditing, issued: setIssued });
  const isWanted = ({ name, unit }: Account) =>
    typedForm(`${name} ${unitName(unit)}`)
      .toLowerCase()
      .includes(typedForm(wanted).toLowerCase());
  return (
    <Card
      title={t('accounts.title')}
      extra={
        mayManage && (
          <Button size="small" type="primary" onClick={() => setEditing('new')}>
            {t('accounts.add')}
          </Button>
        )
      }
    >
      <div className="card-lead">
        <p className="muted">{t('accounts.separation')}</p>
        <Input
          allowClear
          size="small"
          className="card-filter"
          aria-label={t('accounts.find_account')}
          placeholder={t('accounts.find_account')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <Answer query={accounts}>
        {(list) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={list.filter(isWanted)}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: true }}
            locale={{ emptyText: t('accounts.none_found') }}
          />
        )}
      </Answer>
      {editing && (
        <AccountDialog
          account={editing === 'new' ? null : editing}
          issued={setIssued}
          close={() => setEditing(null)}
        />
      )}
      {granting && <GrantsDialog account={granting} close={() => setGranting(null)} />}
      {issued && (
        <OnceDialog
          title={`${t('accounts.one_time_title')} · ${issued.account.name}`}
          label={issued.one_time_password ? t('accounts.one_time') : t('accounts.one_time_none')}
          secrets={issued.one_time_password ? [issued.one_time_password] : []}
          close={() => setIssued(null)}
        />
      )}
    </Card>
  );
}

interface Acts {
  grant(account: Account): void;
  edit(account: Account): void;
  issued(issued: Issued): void;
}

function useColumns(acts: Acts): TableColumnsType<Account> {
  const { t } = useTranslation();
  const unitName = useUnitName();
  const mayReveal = useMay('personal:reveal');
  return [
    {
      title: t('accounts.account'),
      render: (_, { name, state }) => (
        <>
          {name} {state === 'disabled' && <Tag color="error">{t('accounts.disabled')}</Tag>}
        </>
      ),
      sorter: (a, b) => (a.name < b.name ? -1 : 1),
    },
    {
      title: t('common.unit'),
      className: 'wrap',
      render: (_, { unit }) => <div className="unit-cell">{unitName(unit)}</div>,
    },
    {
      title: t('accounts.personal'),
      render: (_, account) => (
        <Reveal
          masked={<PersonalCell {...account} />}
          may={mayReveal}
          ask={(reason) =>
            call('POST /api/v1/accounts/:id/reveal', { params: { id: account.id }, body: { reason } })
          }
          show={(revealed) => <PersonalCell {...revealed} />}
        />
      ),
    },
    { title: t('accounts.grants'), render: (_, account) => <Grants account={account} />, className: 'wrap' },
    { title: t('accounts.second_factor'), render: (_, account) => <Factor account={account} /> },
    {
      title: t('accounts.last_sign_in'),
      render: (_, { last_sign_in_ms }) =>
        last_sign_in_ms === null ? (
          <span className="muted">{t('accounts.never')}</span>
        ) : (
          minuteOf(last_sign_in_ms)
        ),
    },
    {
      title: t('common.acts'),
      fixed: 'right',
      render: (_, account) => <AccountActs account={account} {...acts} />,
    },
  ];
}

function PersonalCell({ display_name, phone, email }: Personal) {
  return (
    <span>
      {display_name}
      {phone && <span className="muted"> {phone}</span>}
      {email && <span className="muted"> {email}</span>}
    </span>
  );
}

function Factor({ account: { outside, second_factor } }: { account: Account }) {
  const { t } = useTranslation();
  if (outside) return <Tag color="processing">{t('accounts.outside')}</Tag>;
  if (!second_factor) return <span className="muted">{t('accounts.second_factor_off')}</span>;
  return <Tag color="success">{t('accounts.second_factor_on')}</Tag>;
}

function Grants({ account: { grants } }: { account: Account }) {
  const { t } = useTranslation();
  const unitName = useUnitName();
  const roleName = useRoleName();
  if (grants.length === 0) return <Tag color="warning">{t('accounts.no_grant')}</Tag>;
  return (
    <Space size={[4, 4]} wrap>
      {grants.map(({ role, unit, platform }) => (
        <Tag key={`${role} ${unit} ${platform}`}>
          {[roleName(role), unit && unitName(unit), platform && t(`platform.${platform}`)]
            .filter(Boolean)
            .join(' · ')}
        </Tag>
      ))}
    </Space>
  );
}
