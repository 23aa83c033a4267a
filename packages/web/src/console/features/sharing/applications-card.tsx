import type { SharedItem, SharingApplication } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useUnitName } from '../../session/directory.ts';
import { useMayEverywhere } from '../../session/session.ts';
import { ApplicationActs, type Deciding, type Issued } from './application-acts.tsx';
import { DecisionCell, KeyCell, UseCell } from './application-cells.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { IssuedDialog } from './issued-dialog.tsx';

/** Applications, their decisions, their keys and the use of these. */
export function ApplicationsCard({ items }: { items: readonly SharedItem[] }) {
  const { t } = useTranslation();
  const [issued, setIssued] = useState<Issued | null>(null);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const applications = useQuery({
    queryKey: ['sharing-applications'],
    queryFn: () => call('GET /api/v1/sharing/applications'),
    refetchInterval: 15_000,
  });
  const columns = useColumns(items, { issued: setIssued, decide: setDeciding });
  const seesAll = useMayEverywhere('sharing:approve');
  const item = items.find(({ code }) => code === deciding?.application.item);
  return (
    <Card title={t('sharing.applications')}>
      <Answer
        query={applications}
        isEmpty={(list) => list.length === 0}
        empty={t(seesAll ? 'sharing.applications_none' : 'sharing.applications_none_yours')}
      >
        {(list) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={[...list].sort(pendingFirst)}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
      {deciding && <DecisionDialog {...deciding} item={item} close={() => setDeciding(null)} />}
      {issued && <IssuedDialog issued={issued} items={items} close={() => setIssued(null)} />}
    </Card>
  );
}

/** What waits for a decision stands first, then the newest. */
function pendingFirst(a: SharingApplication, b: SharingApplication): number {
  return Number(b.state === 'pending') - Number(a.state === 'pending') || b.id - a.id;
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
    { title: '#', dataIndex: 'id', align: 'right' },
    {
      title: t('sharing.item'),
      className: 'wrap',
      width: 250,
      render: (_, { item, purpose }) => (
        <>
          <strong>{names.get(item) ?? item}</strong>
          <div className="muted">{purpose}</div>
        </>
      ),
    },
    {
      title: t('sharing.applicant'),
      className: 'wrap',
      width: 215,
      render: (_, { unit, applicant, device, created_ms }) => (
        <>
          {unitName(unit)}
          {device && <div>{t('sharing.device_is', { device })}</div>}
          <div className="muted">
            {applicant} · {minuteOf(created_ms)}
          </div>
        </>
      ),
    },
    {
      title: t('sharing.decision'),
      className: 'wrap',
      width: 200,
      render: (_, application) => <DecisionCell application={application} />,
    },
    {
      title: t('sharing.api_key'),
      className: 'wrap',
      width: 220,
      render: (_, { key }) => key && <KeyCell access={key} />,
    },
    {
      title: t('sharing.used'),
      className: 'wrap',
      width: 190,
      render: (_, { key }) => key && <UseCell access={key} />,
    },
    {
      title: t('common.acts'),
      fixed: 'right',
      render: (_, application) => <ApplicationActs application={application} {...acts} />,
    },
  ];
}
