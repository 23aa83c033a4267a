import type { DetectionFigure, DetectionStatus } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { hourMinuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useDetection } from './queries.ts';

/** Figures that decide what is called a signal, each with its source, and what the usual rests on. */
export function FiguresCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('detection.figures')}>
      <Answer query={useDetection()} height_px={240}>
        {(status) => (
          <>
            <Basis status={status} />
            <Table
              rowKey={({ name }) => name.zh}
              size="small"
              columns={columns}
              dataSource={[...status.figures]}
              pagination={false}
              scroll={{ x: 720 }}
            />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Basis({ status }: { readonly status: DetectionStatus }) {
  const { t } = useTranslation();
  const { judged_links: judged, link_count: all, usual_days: days, window_end_ms, rule } = status;
  const time = window_end_ms === null ? NO_VALUE : hourMinuteOf(window_end_ms);
  return (
    <p className="muted">
      {t('detection.rule', rule)} · {t('detection.basis', { judged, all, days })} ·{' '}
      {t('detection.newest', { time })}
    </p>
  );
}

function useColumns(): TableColumnsType<DetectionFigure> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('detection.figure'), className: 'wrap', render: (_, { name }) => name[language] },
    { title: t('detection.value'), align: 'right', dataIndex: 'value' },
    { title: t('detection.valid_from'), dataIndex: 'valid_from' },
    {
      title: t('detection.source'),
      className: 'wrap',
      render: (_, { source, assumed }) => (
        <>
          {assumed && <Assumed source={source[language]} />} {source[language]}
        </>
      ),
    },
  ];
}
