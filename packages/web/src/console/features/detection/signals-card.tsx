import type { Signal } from '@opentocc/contract';
import { Select, Space, Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { grouped, percent, shortTimeOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { KINDS, STATES } from './address.ts';
import { useDetection, useSignals } from './queries.ts';
import { SignalKindWord } from './signal-kind.tsx';
import { useSignalChoice } from './use-signal-choice.ts';

/** Signals, the newest first, of one kind or state where these are chosen. */
export function SignalsCard() {
  const { t } = useTranslation();
  const [{ signal, kind, state = 'open' }] = useSignalChoice();
  const columns = useColumns();
  return (
    <Card title={t('detection.list')} extra={<Filters />}>
      <NotYet />
      <Answer
        query={useSignals(state, kind)}
        isEmpty={({ length }) => length === 0}
        empty={t('detection.none')}
      >
        {(rows) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={[...rows]}
            rowClassName={({ id }) => (id === signal ? 'row-chosen' : '')}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

/** Said while nothing can be judged: an empty list would look like a quiet city. */
function NotYet() {
  const { t } = useTranslation();
  const status = known(useDetection());
  if (!status || status.usual_days >= status.days_needed) return null;
  return (
    <p className="note">{t('detection.not_yet', { days: status.usual_days, needed: status.days_needed })}</p>
  );
}

function Filters() {
  const { t } = useTranslation();
  const [{ kind, state = 'open' }, change] = useSignalChoice();
  return (
    <Space wrap>
      <Select
        size="small"
        className="signal-filter"
        aria-label={t('detection.state')}
        value={state}
        onChange={(of) => change({ state: of })}
        options={STATES.map((value) => ({ value, label: t(`detection.states.${value}`) }))}
      />
      <Select
        size="small"
        className="signal-filter"
        aria-label={t('detection.kind')}
        value={kind ?? ('every' as const)}
        onChange={(of) => change({ kind: of === 'every' ? undefined : of })}
        options={(['every', ...KINDS] as const).map((value) => ({
          value,
          label: value === 'every' ? t('detection.every_kind') : t(`detection.kinds.${value}`),
        }))}
      />
    </Space>
  );
}

function useColumns(): TableColumnsType<Signal> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(30_000);
  const [, change] = useSignalChoice();
  return [
    {
      title: t('detection.kind'),
      render: (_, signal) => (
        <button type="button" className="link-button" onClick={() => change({ signal: signal.id })}>
          <SignalKindWord signal={signal} />
        </button>
      ),
    },
    { title: t('detection.place'), render: (_, { place }) => place.road[language] || '—' },
    { title: t('detection.began'), render: (_, { began_ms }) => shortTimeOf(began_ms, now_ms) },
    {
      title: t('detection.lasted'),
      align: 'right',
      render: (_, { began_ms, ended_ms }) =>
        t('detection.minutes', {
          minutes: Math.max(0, Math.round(((ended_ms ?? now_ms) - began_ms) / 60_000)),
        }),
    },
    { title: t('detection.length'), align: 'right', render: (_, { length_m }) => grouped(length_m) },
    { title: t('detection.confidence'), align: 'right', render: (_, { confidence }) => percent(confidence) },
    {
      title: t('detection.said'),
      render: (_, { verdict }) =>
        verdict ? (
          t(`detection.verdicts.${verdict.verdict}`)
        ) : (
          <span className="muted">{t('detection.nobody')}</span>
        ),
    },
  ];
}
