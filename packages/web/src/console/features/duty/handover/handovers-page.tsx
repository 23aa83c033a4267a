import type { HandoverSummary } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { useHandovers } from '../queries.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { HandoverTag } from './handover-tag.tsx';
import '../duty.css';

/** Every handover, the newest first, and the way to begin one. */
export function HandoversPage() {
  const { t } = useTranslation();
  const may = useMay('duty:serve');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('duty.handovers')}</h1>
        {may && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('duty.begin')}
          </Button>
        )}
      </div>
      <Card title={t('duty.handover_records')} extra={t('duty.handover_hint')}>
        <Answer
          query={useHandovers()}
          isEmpty={({ length }) => length === 0}
          empty={t('duty.handover_none')}
          height_px={200}
        >
          {(all) => <Handovers all={all} />}
        </Answer>
      </Card>
      {isOpen && <BeginDialog close={() => setOpen(false)} />}
    </div>
  );
}

function Handovers({ all }: { readonly all: readonly HandoverSummary[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const columns: TableColumnsType<HandoverSummary> = [
    { title: t('duty.state'), render: (_, { state }) => <HandoverTag state={state} /> },
    {
      title: t('duty.post'),
      render: (_, { id, post_name }) => (
        <Link to="/duty/handovers/$handover" params={{ handover: String(id) }}>
          {post_name[language]} #{id}
        </Link>
      ),
    },
    { title: t('duty.outgoing'), dataIndex: 'outgoing_name' },
    { title: t('duty.incoming'), dataIndex: 'incoming_name' },
    { title: t('duty.begun'), render: (_, { begun_ms }) => minuteOf(begun_ms) },
    { title: t('duty.ended'), render: (_, { ended_ms }) => ended_ms && minuteOf(ended_ms) },
    { title: t('duty.lines'), align: 'right', dataIndex: 'lines' },
    { title: t('duty.line_state.waiting'), align: 'right', dataIndex: 'waiting' },
    { title: t('duty.line_state.refused'), align: 'right', dataIndex: 'refused' },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={[...all]}
      scroll={{ x: true }}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
    />
  );
}
