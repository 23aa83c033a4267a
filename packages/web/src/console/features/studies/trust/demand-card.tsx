import type { DemandStatus, TypicalDaySummary } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useMayInCity } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { biasText, shareText } from './figures.ts';
import { FleetScale } from './fleet-scale.tsx';
import { RunningDay } from './running-day.tsx';
import { useDemand } from './twin-queries.ts';

/** What the twin takes for a usual day, how well that predicts a day that it did not know, and how today differs. */
export function DemandCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('studies.twin.demand')} extra={t('studies.twin.demand_hint')}>
      <Answer query={useDemand()} height_px={200}>
        {(demand) => (
          <>
            <Standing demand={demand} />
            {demand.estimate ? (
              <>
                <TypicalDays days={demand.estimate.typical_days} />
                <FleetScale scale={demand.estimate.scale} />
              </>
            ) : (
              <p className="muted">{t('studies.twin.demand_none')}</p>
            )}
            {demand.estimate && <RunningDay today={demand.today} />}
          </>
        )}
      </Answer>
    </Card>
  );
}

function Standing({ demand: { estimate, estimating, days_waiting } }: { readonly demand: DemandStatus }) {
  const { t } = useTranslation();
  const may = useMayInCity('calibration:change');
  const act = useAction('demand', 'calibration');
  return (
    <p className="twin-standing">
      {estimating && <span>{t('studies.twin.estimating')}</span>}
      {estimate && <span>{t('studies.twin.made', { at: minuteOf(estimate.made_ms) })}</span>}
      {estimate && days_waiting > 0 && (
        <span className="muted">{t('studies.twin.waiting', { number: days_waiting })}</span>
      )}
      {may && !estimating && (
        <Button size="small" onClick={() => act(() => call('POST /api/v1/demand/estimations'))}>
          {t('studies.twin.estimate')}
        </Button>
      )}
      {may && estimating && (
        <Button size="small" onClick={() => act(() => call('DELETE /api/v1/demand/estimations'))}>
          {t('studies.twin.cancel')}
        </Button>
      )}
    </p>
  );
}

function TypicalDays({ days }: { readonly days: readonly TypicalDaySummary[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Table
        rowKey="day_class"
        size="small"
        dataSource={[...days]}
        pagination={false}
        scroll={{ x: 980 }}
        columns={useColumns()}
      />
      <p className="muted twin-note">{t('studies.twin.error_hint')}</p>
    </>
  );
}

type HeldOut = NonNullable<TypicalDaySummary['held_out']>;

function useColumns(): TableColumnsType<TypicalDaySummary> {
  const { t } = useTranslation();
  const score =
    (of: 'ours' | 'mean_of_days' | 'last_week') =>
    (_: unknown, { held_out }: TypicalDaySummary) =>
      held_out === null ? null : <Score of={held_out[of]} />;
  return [
    {
      title: t('studies.twin.day_class'),
      render: (_, { day_class }) => t(`studies.twin.day_classes.${day_class}`),
    },
    {
      title: t('studies.twin.days'),
      render: (_, { days }) =>
        t('studies.twin.days_value', { number: days.length, from: days[0], to: days[days.length - 1] }),
    },
    { title: t('studies.twin.links_seen'), align: 'right', dataIndex: 'links_seen' },
    { title: t('studies.twin.passes'), align: 'right', dataIndex: 'passes' },
    {
      title: t('studies.twin.held_out'),
      render: (_, { held_out }) =>
        held_out?.day ?? <span className="muted">{t('studies.twin.held_out_none')}</span>,
    },
    { title: t('studies.twin.scored'), align: 'right', render: (_, { held_out }) => held_out?.count },
    { title: t('studies.twin.ours'), align: 'right', render: score('ours') },
    { title: t('studies.twin.mean_of_days'), align: 'right', render: score('mean_of_days') },
    { title: t('studies.twin.last_week'), align: 'right', render: score('last_week') },
    {
      title: t('studies.twin.noise_floor'),
      align: 'right',
      render: (_, { held_out }) => held_out && shareText(held_out.noise_floor),
    },
  ];
}

function Score({ of: { rmsn, bias } }: { readonly of: HeldOut['ours'] }) {
  const { t } = useTranslation();
  return (
    <>
      {shareText(rmsn)}
      <br />
      <span className="muted">{t('studies.twin.bias', { value: biasText(bias) })}</span>
    </>
  );
}
