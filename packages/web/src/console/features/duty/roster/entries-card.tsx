import type { DutyEntry, DutyRoster } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { useNames } from '../queries.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { useRuleText } from './rule-text.ts';

/** What was entered on a roster, the newest first; removing shows first what it would change. */
export function EntriesCard({ roster }: { readonly roster: DutyRoster }) {
  const { t } = useTranslation();
  const may = useMay('duty:plan');
  const ruleText = useRuleText(useNames(roster.people));
  const [removed, setRemoved] = useState<number | null>(null);
  const columns: TableColumnsType<DutyEntry> = [
    { title: '#', dataIndex: 'id' },
    { title: t('duty.layer'), render: (_, { rule }) => t(`duty.rules.${rule.kind}`) },
    { ...{ title: t('duty.what'), className: 'wrap' }, render: (_, { rule }) => ruleText(rule) },
    { title: t('duty.note'), dataIndex: 'name' },
    { title: t('duty.by'), dataIndex: 'by' },
    { title: t('duty.made'), render: (_, { made_ms }) => minuteOf(made_ms) },
    ...(may
      ? [
          {
            title: t('duty.act_title'),
            render: (_: unknown, { id }: DutyEntry) => (
              <Button size="small" onClick={() => setRemoved(id)}>
                {t('duty.remove')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card title={t('duty.entries')} extra={t('duty.entries_hint')}>
      <Table
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={[...roster.entries].reverse()}
        locale={{ emptyText: t('duty.entries_none') }}
        scroll={{ x: true }}
        pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      />
      {removed !== null && <ChangeDialog roster={roster} remove={removed} close={() => setRemoved(null)} />}
    </Card>
  );
}
