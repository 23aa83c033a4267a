import type { QualityHour, SourceHealth } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { fixed, grouped, minuteOf, percent } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { topRejects } from './sources-card.tsx';

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** What a source delivered in each of the last 24 hours, judged. */
export function QualityHours({ source }: { source: SourceHealth }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const to_ms = Math.ceil(useNow(60_000) / HOUR_MS) * HOUR_MS;
  const hours = useQuery({
    queryKey: ['quality', source.id, to_ms],
    queryFn: () =>
      api.get<QualityHour[]>(
        `/sources/${source.id}/quality?from_ms=${to_ms - HOURS * HOUR_MS}&to_ms=${to_ms}`,
      ),
    refetchInterval: 60_000,
  });
  const share = (value: number | null) => (value === null ? fixed(null) : percent(value));
  const columns: TableColumnsType<QualityHour> = [
    { title: t('source.hour'), render: (_, hour) => minuteOf(hour.hour_ms) },
    { title: t('source.accepted'), align: 'right', render: (_, hour) => grouped(hour.accepted) },
    { title: t('source.completeness'), align: 'right', render: (_, hour) => share(hour.completeness) },
    { title: t('source.timeliness'), align: 'right', render: (_, hour) => share(hour.timeliness) },
    { title: t('source.validity'), align: 'right', render: (_, hour) => share(hour.validity) },
    {
      title: t('source.delay'),
      align: 'right',
      render: (_, hour) => `${fixed(hour.delay_p50_s, 1)} / ${fixed(hour.delay_p95_s, 1)} s`,
    },
    {
      title: t('source.reasons'),
      className: 'wrap',
      render: (_, hour) =>
        topRejects(hour)
          .map(([reason, count]) => `${t(`reject.${reason}`)} ${grouped(count)}`)
          .join(' · ') || t('source.no_rejects'),
    },
  ];
  const rows = [...(hours.data ?? [])].sort((a, b) => b.hour_ms - a.hour_ms);
  return (
    <Card title={t('source.quality')} extra={source.name[language]}>
      <Table
        rowKey="hour_ms"
        size="small"
        loading={hours.isPending}
        columns={columns}
        dataSource={rows}
        pagination={false}
      />
    </Card>
  );
}
