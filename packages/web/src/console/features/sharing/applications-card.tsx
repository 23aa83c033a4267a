import type { IssuedKey, SharedItem, SharingApplication } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../ui/api.ts';
import { dayOf, grouped, minuteOf } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useUnitName } from '../accounts/directory.ts';
import { OnceDialog } from '../accounts/once-dialog.tsx';
import { useMay, useSession } from '../accounts/session.ts';
import { useAction } from '../accounts/use-action.ts';
import { DecisionDialog } from './decision-dialog.tsx';

type Issued = z.infer<typeof IssuedKey>;
export interface Deciding {
  readonly application: SharingApplication;
  readonly approve: boolean;
}

const KEY = 'sharing-applications';

/** Applications, their decisions, their keys and the use of these. */
export function ApplicationsCard({ items }: { items: readonly SharedItem[] }) {
  const { t } = useTranslation();
  const [issued, setIssued] = useState<Issued | null>(null);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const applications = useQuery({
    queryKey: [KEY],
    queryFn: () => api.get<SharingApplication[]>('/sharing/applications'),
    refetchInterval: 15_000,
  });
  return (
    <Card title={t('authority.applications')}>
      <Table
        rowKey="id"
        size="small"
        loading={applications.isPending}
        columns={useColumns(items, { issued: setIssued, decide: setDeciding })}
        dataSource={applications.data}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: true }}
        locale={{ emptyText: t('authority.applications_none') }}
      />
      {deciding && <DecisionDialog {...deciding} close={() => setDeciding(null)} />}
      {issued && <IssuedDialog issued={issued} close={() => setIssued(null)} />}
    </Card>
  );
}

function IssuedDialog({ issued, close }: { issued: Issued; close(): void }) {
  const { t } = useTranslation();
  const { key, expires_ms, overlap_until_ms } = issued;
  const overlap =
    overlap_until_ms === null ? '' : t('authority.key_overlap', { at: minuteOf(overlap_until_ms) });
  return (
    <OnceDialog
      title={`${t('authority.expires')} ${dayOf(expires_ms)}`}
      label={`${t('authority.key_once')} ${overlap}`}
      secret={key}
      close={close}
    />
  );
}

interface Acts {
  issued(issued: Issued): void;
  decide(deciding: Deciding): void;
}

function useColumns(items: readonly SharedItem[], acts: Acts): TableColumnsType<SharingApplication> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const unitName = useUnitName();
  const names = new Map(items.map(({ code, name }) => [code, name[language]]));
  return [
    { title: '#', dataIndex: 'id' },
    { title: t('authority.item'), render: (_, { item }) => names.get(item) ?? item },
    { title: t('authority.unit'), render: (_, { unit }) => unitName(unit) },
    { title: t('authority.applicant'), dataIndex: 'applicant' },
    { title: t('authority.purpose'), dataIndex: 'purpose' },
    { title: t('authority.applied'), render: (_, { created_ms }) => minuteOf(created_ms) },
    {
      title: t('authority.state'),
      render: (_, { state, decision, decided_by }) => (
        <Tag title={[decided_by, decision].filter(Boolean).join(': ')}>
          {t(`authority.app_state.${state}`)}
        </Tag>
      ),
    },
    {
      title: t('authority.tabs.keys'),
      render: (_, { key }) => key && <Tag>{t(`authority.key_state.${key.state}`)}</Tag>,
    },
    {
      title: t('authority.used'),
      align: 'right',
      render: (_, { key }) =>
        key && `${grouped(key.used_today)} (${grouped(key.quota_per_day)}) / ${grouped(key.used_30_days)}`,
    },
    { title: t('authority.expires'), render: (_, { key }) => key && dayOf(key.expires_ms) },
    {
      title: t('authority.acts'),
      render: (_, application) => <ApplicationActs application={application} {...acts} />,
    },
  ];
}

function ApplicationActs({ application, issued, decide }: Acts & { application: SharingApplication }) {
  const { t } = useTranslation();
  const act = useAction(KEY);
  const { account } = useSession();
  const mayApprove = useMay('sharing:approve');
  const { id, state, key, applicant } = application;
  const collect = async () => {
    const made = await act(() => api.post<Issued>(`/sharing/applications/${id}/key`, {}));
    if (made) issued(made);
  };
  const live = key?.state === 'waiting' || key?.state === 'active';
  return (
    <Space>
      {state === 'pending' && mayApprove && applicant !== account && (
        <>
          <Button size="small" type="primary" onClick={() => decide({ application, approve: true })}>
            {t('authority.approve')}
          </Button>
          <Button size="small" danger onClick={() => decide({ application, approve: false })}>
            {t('authority.refuse')}
          </Button>
        </>
      )}
      {live && applicant === account && (
        <Button size="small" type="primary" onClick={collect}>
          {t(key?.state === 'waiting' ? 'authority.collect' : 'authority.rotate_key')}
        </Button>
      )}
      {live && (mayApprove || applicant === account) && (
        <Popconfirm
          title={t('authority.revoke')}
          description={t('authority.revoke_text')}
          onConfirm={() => act(() => api.remove(`/sharing/applications/${id}/key`))}
        >
          <Button size="small" danger>
            {t('authority.revoke')}
          </Button>
        </Popconfirm>
      )}
    </Space>
  );
}
