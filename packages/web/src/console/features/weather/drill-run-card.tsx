import type { WeatherDrillRun } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { clockOf, minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { EndDrillDialog } from './end-drill-dialog.tsx';
import { ResponseTag, SignalTag } from './level-tags.tsx';
import { useWeatherDrillRuns } from './queries.ts';

/** The drill that runs, marked so that nobody takes it for the weather, and what came out of the ones before. */
export function DrillRunCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('weather.drill_runs')} extra={t('weather.drill_runs_hint')}>
      <Answer
        query={useWeatherDrillRuns()}
        isEmpty={(runs) => runs.length === 0}
        empty={t('weather.no_drill_runs')}
        height_px={120}
      >
        {(runs) => (
          <>
            {runs
              .filter(({ state }) => state === 'running')
              .map((run) => (
                <Running key={run.id} run={run} />
              ))}
            <Table
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={runs.filter(({ state }) => state === 'ended')}
              locale={{ emptyText: t('weather.no_ended_drill') }}
              scroll={{ x: true }}
              pagination={{ pageSize: 5, hideOnSinglePage: true, showSizeChanger: false }}
            />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Running({ run }: { readonly run: WeatherDrillRun }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const steps = useStepColumns();
  const { name, speed, signal, proposed, decisions, next_ms } = run;
  return (
    <section className="drill" aria-label={name[language]}>
      <p className="weather-drill-banner" role="note">
        <strong>{t('weather.exercise')}</strong>
        {t('weather.drill_banner', { name: name[language] })}{' '}
        {speed === null ? t('weather.by_hand') : t('weather.speed_n', { n: speed })}
        {next_ms !== null && ` · ${t('weather.next_at', { at: clockOf(next_ms) })}`}
      </p>
      <dl className="weather-scales">
        <div>
          <dt>{t('weather.signal')}</dt>
          <dd>
            <SignalTag level={signal} />
          </dd>
        </div>
        <div>
          <dt>{t('weather.proposed')}</dt>
          <dd>
            <ResponseTag level={proposed} />
          </dd>
        </div>
        <div>
          <dt>{t('weather.drill_response')}</dt>
          <dd>
            <ResponseTag level={decisions[0]?.level ?? null} />
          </dd>
        </div>
        <Acts run={run} />
      </dl>
      <Table
        rowKey="at_ms"
        size="small"
        columns={steps}
        dataSource={run.steps}
        scroll={{ x: true }}
        pagination={false}
      />
    </section>
  );
}

function Acts({ run: { id, steps, decisions, proposed } }: { readonly run: WeatherDrillRun }) {
  const { t } = useTranslation();
  const mayDrill = useMay('weather:drill');
  const mayDecide = useMay('weather:decide');
  const act = useAction('weather-drill-runs', 'weather');
  const [open, setOpen] = useState<'decide' | 'end' | null>(null);
  const fed = steps.filter(({ fed_ms }) => fed_ms !== null).length;
  const next = () =>
    act(() => call('POST /api/v1/weather/drill-runs/:id/steps', { params: { id }, body: { fed } }));
  return (
    <div className="weather-drill-acts">
      {mayDrill && fed < steps.length && (
        <Button type="primary" onClick={next}>
          {t('weather.next_step')}
        </Button>
      )}
      {mayDecide && <Button onClick={() => setOpen('decide')}>{t('weather.decide_drill')}</Button>}
      {mayDrill && <Button onClick={() => setOpen('end')}>{t('weather.end_drill')}</Button>}
      {open === 'decide' && (
        <DecideDialog
          after={decisions[0]?.id ?? 0}
          proposed={proposed}
          drill={id}
          close={() => setOpen(null)}
        />
      )}
      {open === 'end' && <EndDrillDialog id={id} close={() => setOpen(null)} />}
    </div>
  );
}

function useStepColumns(): TableColumnsType<WeatherDrillRun['steps'][number]> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('weather.storm_time'), render: (_, { at_ms }) => minuteOf(at_ms) },
    { title: t('weather.drill_step'), className: 'wrap', render: (_, { what }) => what[language] },
    { title: t('weather.signal'), render: (_, { signal }) => <SignalTag level={signal} /> },
    { title: t('weather.response_then'), render: (_, { response }) => <ResponseTag level={response} /> },
    {
      title: t('weather.fed'),
      render: (_, { fed_ms }) => (fed_ms === null ? t('weather.to_come') : clockOf(fed_ms)),
    },
  ];
}

function useColumns(): TableColumnsType<WeatherDrillRun> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('weather.ended_drill'), render: (_, { name }) => name[language] },
    { title: t('weather.decided_at'), render: (_, { started_ms }) => minuteOf(started_ms) },
    {
      title: t('weather.drill_decisions'),
      render: (_, { decisions }) =>
        [...decisions]
          .reverse()
          .map(({ level }) => (level === null ? t('weather.end') : t(`weather.response_name.${level}`)))
          .join(' → ') || NO_VALUE,
    },
    { title: t('weather.drill_note'), dataIndex: 'note', className: 'wrap' },
    { title: t('weather.drill_by'), render: (_, { started_by, ended_by }) => `${started_by} / ${ended_by}` },
  ];
}
