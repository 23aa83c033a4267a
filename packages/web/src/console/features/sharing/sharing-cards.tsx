import type { SharedItem } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { grouped } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useUnitName } from '../accounts/directory.ts';
import { useMay } from '../accounts/session.ts';
import { ApplicationsCard } from './applications-card.tsx';
import { ApplyDialog } from './apply-dialog.tsx';

/** The catalogue, and what was applied for from it. */
export function SharingCards() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const unitName = useUnitName();
  const mayApply = useMay('sharing:apply');
  const [applying, setApplying] = useState<SharedItem | null>(null);
  const items = useQuery({
    queryKey: ['sharing-items'],
    queryFn: () => api.get<SharedItem[]>('/sharing/items'),
  });
  const columns: TableColumnsType<SharedItem> = [
    { title: t('authority.item'), render: (_, { name }) => <strong>{name[language]}</strong> },
    {
      title: t('authority.summary'),
      render: (_, { summary }) => <span className="muted">{summary[language]}</span>,
    },
    { title: t('authority.unit'), render: (_, { owner }) => unitName(owner) },
    {
      title: t('authority.scopes'),
      render: (_, { scopes }) => (
        <Space size={[4, 4]} wrap>
          {scopes.map((scope) => (
            <Tag key={scope}>{scope}</Tag>
          ))}
        </Space>
      ),
    },
    {
      title: t('authority.quota'),
      align: 'right',
      render: (_, { quota_per_day }) => grouped(quota_per_day),
    },
    {
      title: t('authority.acts'),
      render: (_, item) =>
        mayApply && (
          <Button size="small" onClick={() => setApplying(item)}>
            {t('authority.apply')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <Card title={t('authority.items')}>
        <Table
          rowKey="code"
          size="small"
          loading={items.isPending}
          columns={columns}
          dataSource={items.data}
          pagination={false}
          scroll={{ x: true }}
        />
      </Card>
      <ApplicationsCard items={items.data ?? []} />
      {applying && <ApplyDialog item={applying} close={() => setApplying(null)} />}
    </>
  );
}
