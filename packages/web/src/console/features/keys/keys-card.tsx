import type { Key, KeyOverview, KeyRotation } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Progress, Table, type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { grouped, minuteOf } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useAction } from '../accounts/use-action.ts';

/** Keys by purpose, and how far rotations are. */
export function KeysCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction('keys');
  const keys = useQuery({
    queryKey: ['keys'],
    queryFn: () => api.get<KeyOverview>('/keys'),
    refetchInterval: 5_000,
  });
  const columns: TableColumnsType<Key> = [
    { title: t('authority.key_purpose'), render: (_, { name }) => name[language] },
    { title: t('authority.key_kind'), render: (_, { kind }) => kind.toUpperCase() },
    { title: t('authority.key_vault'), dataIndex: 'vault' },
    { title: 'ID', dataIndex: 'id' },
    { title: t('authority.key_created'), render: (_, { created_ms }) => minuteOf(created_ms) },
    {
      title: t('authority.state'),
      render: (_, { state }) => <Tag>{t(`authority.key_${state}`)}</Tag>,
    },
    {
      title: t('authority.acts'),
      render: (_, { purpose, state, rotates }) =>
        state === 'active' &&
        rotates && (
          <Popconfirm
            title={t('authority.rotate')}
            description={t('authority.rotate_text')}
            onConfirm={() => act(() => api.post(`/keys/${purpose}/rotation`, {}))}
          >
            <Button size="small">{t('authority.rotate')}</Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <>
      <Card title={t('authority.tabs.keys')}>
        <Table
          rowKey="id"
          size="small"
          loading={keys.isPending}
          columns={columns}
          dataSource={keys.data?.keys}
          pagination={false}
          scroll={{ x: true }}
        />
      </Card>
      <Rotations rotations={keys.data?.rotations ?? []} />
    </>
  );
}

function Rotations({ rotations }: { rotations: readonly KeyRotation[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<KeyRotation> = [
    { title: 'ID', dataIndex: 'key_id' },
    { title: t('authority.audit_time'), render: (_, { started_ms }) => minuteOf(started_ms) },
    {
      title: t('authority.progress'),
      render: (_, { done, total, ended_ms }) => (
        <Progress
          percent={ended_ms !== null || total === 0 ? 100 : Math.round((100 * done) / total)}
          format={() => `${grouped(done)} / ${grouped(total)}`}
        />
      ),
    },
  ];
  return (
    <Card title={t('authority.rotations')}>
      <Table
        rowKey="key_id"
        size="small"
        columns={columns}
        dataSource={[...rotations]}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: t('authority.none') }}
      />
    </Card>
  );
}
