import type { SharedItem } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { grouped } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { usePermissionName, useUnitName } from '../../session/directory.ts';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { ApplicationsCard } from './applications-card.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import { useSharingRules } from './sharing-rules.ts';

/** The catalogue, and what was applied for from it. */
export function SharingCards() {
  const { t } = useTranslation();
  const [applying, setApplying] = useState<SharedItem | null>(null);
  const items = useQuery({
    queryKey: ['sharing-items'],
    queryFn: () => call('GET /api/v1/sharing/items'),
  });
  const columns = useColumns(setApplying);
  const rules = known(useSharingRules());
  return (
    <>
      <Card title={t('sharing.items')}>
        <p className="muted">
          {t('sharing.items_lead')}{' '}
          {rules && t('sharing.sharing_rules', { overlap: rules.overlap_days, days: rules.expires_days })}{' '}
          {rules?.assumed && <Assumed source={rules.source} />}
        </p>
        <Answer query={items} isEmpty={(list) => list.length === 0} empty={t('sharing.items_none')}>
          {(list) => (
            <Table
              rowKey="code"
              size="small"
              columns={columns}
              dataSource={list}
              pagination={false}
              scroll={{ x: true }}
            />
          )}
        </Answer>
      </Card>
      <ApplicationsCard items={known(items) ?? []} />
      {applying && <ApplyDialog item={applying} close={() => setApplying(null)} />}
    </>
  );
}

function useColumns(apply: (item: SharedItem) => void): TableColumnsType<SharedItem> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const unitName = useUnitName();
  const permissionName = usePermissionName();
  const mayApply = useMay('sharing:apply');
  const columns: TableColumnsType<SharedItem> = [
    {
      title: t('sharing.item'),
      render: (_, { name, summary }) => (
        <>
          <strong>{name[language]}</strong>
          <div className="muted">{summary[language]}</div>
        </>
      ),
    },
    { title: t('sharing.owner'), render: (_, { owner }) => unitName(owner) },
    {
      title: t('sharing.scopes'),
      render: (_, { scopes }) => (
        <Space size={[4, 4]} wrap>
          {scopes.map((scope) => (
            <Tag key={scope}>{permissionName(scope)}</Tag>
          ))}
        </Space>
      ),
    },
    {
      title: t('sharing.quota_default'),
      align: 'right',
      render: (_, { quota_per_day, quota_per_minute }) =>
        `${grouped(quota_per_day)} / ${grouped(quota_per_minute)}`,
    },
  ];
  if (!mayApply) return columns;
  return [
    ...columns,
    {
      title: t('common.acts'),
      render: (_, item) => (
        <Button size="small" onClick={() => apply(item)}>
          {t('sharing.apply')}
        </Button>
      ),
    },
  ];
}
