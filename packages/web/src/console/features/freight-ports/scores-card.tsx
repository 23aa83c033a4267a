import type { PortForecastScore } from '@opentocc/contract';
import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { grouped, NO_VALUE, percent } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Hint } from '../../ui/hint.tsx';
import { usePortScores } from './queries.ts';
import { useWaitText } from './use-wait-text.ts';

/** How good forecasts were by how far they looked ahead, all ports together, beside what one would say without them. */
export function ScoresCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('freight_ports.scores')}>
      <Answer
        query={usePortScores()}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_ports.scores_none')}
        lacks="measurements"
        height_px={240}
      >
        {(scores) => <Scores scores={scores} />}
      </Answer>
    </Card>
  );
}

function Scores({ scores }: { readonly scores: readonly PortForecastScore[] }) {
  const { t } = useTranslation();
  const { seconds } = useWaitText();
  return (
    <Table
      rowKey="horizon_h"
      size="small"
      pagination={false}
      scroll={{ x: true }}
      dataSource={byHorizon(scores)}
      columns={[
        {
          title: t('freight_ports.horizon'),
          render: (_, { horizon_h }) => t('freight_ports.hours', { n: horizon_h }),
        },
        { title: t('freight_ports.scored'), render: (_, { hours }) => grouped(hours) },
        {
          title: <Hint text={t('freight_ports.within_hint')}>{t('freight_ports.within')}</Hint>,
          render: (_, { trucks, within }) => `${percent(within / trucks)} (${within}/${trucks})`,
        },
        { title: t('freight_ports.error'), render: (_, { error_s }) => seconds(error_s) },
        {
          title: t('freight_ports.persistence'),
          render: (_, { persistence_s }) => (persistence_s === null ? NO_VALUE : seconds(persistence_s)),
        },
      ]}
    />
  );
}

/** All ports together, weighted by their hours. */
function byHorizon(scores: readonly PortForecastScore[]) {
  const horizons = [...new Set(scores.map(({ horizon_h }) => horizon_h))].sort((a, b) => a - b);
  return horizons.map((horizon_h) => {
    const own = scores.filter((one) => one.horizon_h === horizon_h);
    const compared = own.filter(({ persistence_error_s }) => persistence_error_s !== null);
    const sum = (of: readonly PortForecastScore[], value: (one: PortForecastScore) => number) =>
      of.reduce((all, one) => all + value(one), 0);
    const hours = sum(own, (one) => one.hours);
    const compared_hours = sum(compared, (one) => one.hours);
    return {
      ...{ horizon_h, hours, trucks: sum(own, (one) => one.trucks), within: sum(own, (one) => one.within) },
      error_s: sum(own, (one) => one.error_s * one.hours) / hours,
      persistence_s:
        compared_hours === 0
          ? null
          : sum(compared, (one) => (one.persistence_error_s ?? 0) * one.hours) / compared_hours,
    };
  });
}
