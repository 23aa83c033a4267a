import type { FreightPreview, FreightPreviewFilter, FreightPreviewTrip } from '@opentocc/contract';
import { Button, Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { minuteOf, NO_VALUE } from '../../../../ui/format.ts';
import { useTextGroups, useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../words.tsx';
import { usePreviewTrips } from './use-preview.ts';

/** Which trips of a preview are listed. */
export interface Shown {
  readonly show: FreightPreviewFilter;
  readonly firm?: string;
  readonly rule?: string;
}

interface Props {
  readonly preview: FreightPreview;
  readonly shown: Shown;
  show(shown: Shown): void;
}

const SHOWS = ['worse', 'refused', 'alarmed', 'late', 'better'] as const;
const ROWS = 20;

/** Trips with their reasons on both sides. */
export function TripsCard({ preview, shown, show }: Props) {
  const { t } = useTranslation();
  return (
    <Card
      title={t('freight-regimes.preview_trips')}
      extra={
        (shown.firm !== undefined || shown.rule !== undefined) && (
          <Button size="small" onClick={() => show({ show: shown.show })}>
            {t('freight-regimes.only', { of: shown.firm ?? shown.rule ?? '' })} ✕
          </Button>
        )
      }
    >
      <Segmented
        value={shown.show}
        onChange={(next) => show({ ...shown, show: next })}
        options={SHOWS.map((value) => ({ value, label: t(`freight-regimes.shows.${value}`) }))}
      />
      <TripsTable key={JSON.stringify(shown)} id={preview.id} shown={shown} />
    </Card>
  );
}

function TripsTable({ id, shown }: { readonly id: string; readonly shown: Shown }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const [page, setPage] = useState(1);
  const query = usePreviewTrips(id, { ...shown, offset: (page - 1) * ROWS, limit: ROWS });
  return (
    <Answer
      query={query}
      isEmpty={({ total }) => total === 0}
      empty={t('freight-regimes.no_trips')}
      height_px={200}
    >
      {({ total, trips }) => (
        <Table
          rowKey="trip"
          size="small"
          columns={columns}
          dataSource={trips}
          scroll={{ x: true }}
          pagination={{
            ...{ current: page, total, pageSize: ROWS, showSizeChanger: false, onChange: setPage },
          }}
        />
      )}
    </Answer>
  );
}

function useColumns(): TableColumnsType<FreightPreviewTrip> {
  const { t, group } = useTextGroups();
  const [classes, directions] = [group('freight-regimes.class'), group('freight-regimes.direction')];
  return [
    {
      title: t('freight-regimes.trip'),
      render: (_, { trip, firm }) => (
        <>
          {trip} <div className="muted">{firm ?? t('freight-regimes.no_firm')}</div>
        </>
      ),
    },
    {
      title: t('freight-regimes.goes'),
      render: (_, { class: vehicle, direction, city, at_ms }) => (
        <>
          {directions[direction]} · {classes[vehicle]} · {city}
          <div className="muted nowrap">{at_ms === null ? NO_VALUE : minuteOf(at_ms)}</div>
        </>
      ),
    },
    {
      title: t('freight-regimes.side.now'),
      className: 'wrap',
      render: (_, { now }) => <Judged of={now} />,
    },
    {
      title: t('freight-regimes.side.draft'),
      className: 'wrap',
      render: (_, { draft }) => <Judged of={draft} />,
    },
  ];
}

function Judged({ of: { outcome, reasons } }: { readonly of: FreightPreviewTrip['now'] }) {
  const { group } = useTextGroups();
  const say = useSay();
  return (
    <>
      <strong>{group('freight-regimes.outcome')[outcome] ?? outcome}</strong>
      {reasons.map(({ rule, breach, at_ms, text }) => (
        <div key={[rule, breach, at_ms, text.en].join()}>{say(text)}</div>
      ))}
    </>
  );
}
