import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { usePendingDetectors } from './queries.ts';

/** Detectors that report without being registered; absent while it is known that there are none. */
export function PendingCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const sources = known(useSources());
  const pending = usePendingDetectors();
  if (known(pending)?.length === 0) return null;
  return (
    <Card title={t('detectors.pending')}>
      <Answer query={pending}>
        {(rows) => (
          <Table
            size="small"
            rowKey={({ source, code }) => `${source}/${code}`}
            dataSource={rows}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
            columns={[
              { title: t('detectors.code'), dataIndex: 'code' },
              {
                title: t('detectors.of_source'),
                render: (_, { source }) => sources?.find(({ id }) => id === source)?.name[language] ?? source,
              },
              {
                title: t('detectors.reports'),
                align: 'right',
                render: (_, { reports }) => grouped(reports),
              },
              {
                title: t('detectors.first_seen'),
                render: (_, { first_seen_ms }) => minuteOf(first_seen_ms),
              },
              { title: t('detectors.last_seen'), render: (_, { last_seen_ms }) => minuteOf(last_seen_ms) },
            ]}
          />
        )}
      </Answer>
      <p className="muted hint">{t('detectors.pending_hint')}</p>
    </Card>
  );
}
