import type { LinkDetail, LinkState } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../../ui/charts/chart.tsx';
import { fixed, hourMinuteOf } from '../../../ui/format.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useCity, useLink, useLinkHistory } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS, SURFACE, type ThemeName } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { useErrorText } from '../../error-text.ts';
import { choose } from '../../map/map-model.ts';
import { useMay } from '../accounts/session.ts';
import { Fact } from '../indices/index-card.tsx';

/** One link: what it is, how it is now, and how its day was. */
export function LinkCard({ link }: { link: number }) {
  const { t } = useTranslation();
  const { data, error } = useLink(link);
  // The evidence shows where vehicles were.
  const may_trace = useMay('vehicles:trace');
  const errorText = useErrorText();
  return (
    <Card
      title={data?.name || (data ? t('link.unnamed') : t('link.title'))}
      extra={data && t(`link_class.${data.class}`)}
      onClose={() => choose(null)}
      className="card-choice"
    >
      {error && <p role="alert">{errorText(error)}</p>}
      {data && <Now detail={data} />}
      {data && <Nameplate detail={data} />}
      {data && <DaySpeeds link={link} />}
      {data?.now && may_trace && (
        <p className="card-extra">
          <Link to="/links/$link" params={{ link: String(link) }}>
            {t('evidence.open')}
          </Link>
        </p>
      )}
    </Card>
  );
}

function Now({ detail: { now } }: { detail: LinkDetail }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  if (!now) return <p className="note">{t('link.pending')}</p>;
  return (
    <div className="link-now">
      <p>
        <i
          className="row-lamp"
          style={{ background: STATE_COLOURS[theme][STATE_NAMES.indexOf(now.state)] }}
        />
        <strong>{t(`state.${now.state}`)}</strong>
        <span className="muted">
          {hourMinuteOf(now.window_start_ms)}–{hourMinuteOf(now.window_end_ms)}
        </span>
      </p>
      {now.speed_kmh === null ? <p className="note">{t('link.none')}</p> : <Measured state={now} />}
    </div>
  );
}

function Measured({ state }: { state: LinkState }) {
  const { t } = useTranslation();
  const { samples, vehicles } = state;
  return (
    <>
      <p className="link-speed">
        <b>{fixed(state.speed_kmh)}</b> km/h
        <span className="muted">
          {' / '}
          {fixed(state.free_flow_kmh)} {t('index.free_flow')}
        </span>
      </p>
      <p className="muted">
        {state.half_width_kmh !== null &&
          `${t('link.interval', { half: fixed(state.half_width_kmh, 1) })} · `}
        {t('link.samples', { samples, vehicles })}
      </p>
    </>
  );
}

function Nameplate({ detail }: { detail: LinkDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const district = useCity().data?.districts.find(({ index }) => index === detail.district);
  const { reverse } = detail;
  return (
    <>
      <dl className="facts facts-row">
        <Fact name={t('index.district')} value={district?.name[language] ?? fixed(null)} />
        <Fact
          name={`${t('link.limit')} (${t(`link.limit_${detail.limit_origin}`)})`}
          value={fixed(detail.limit_kmh)}
          unit="km/h"
        />
        <Fact
          name={t('link.length')}
          value={fixed(detail.length_m)}
          unit={`m · ${t('link.lanes', { number: detail.lanes })}`}
        />
        <Fact name={t('link.id')} value={String(detail.id)} />
      </dl>
      {detail.synthetic && <p className="note">{t('link.synthetic')}</p>}
      {reverse !== null && (
        <Button size="small" onClick={() => choose({ kind: 'link', id: reverse })}>
          {t('link.opposite')}
        </Button>
      )}
    </>
  );
}

const DAY_MS = 86_400_000;

function DaySpeeds({ link }: { link: number }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const [to_ms] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const history = useLinkHistory(link, to_ms - DAY_MS, to_ms).data;
  const option = useMemo(() => history && speedsOption(history.rows, theme, to_ms), [history, theme, to_ms]);
  if (!history) return null;
  if (history.rows.length === 0) return <p className="note">{t('link.no_history')}</p>;
  return (
    <>
      <h3 className="card-sub">{t('link.day')}</h3>
      {option && <Chart option={option} height_px={110} label={t('link.day')} />}
    </>
  );
}

function speedsOption(rows: readonly LinkState[], theme: ThemeName, to_ms: number): EChartsCoreOption {
  const colour = SURFACE[theme];
  const text = { color: colour.muted, fontSize: 11 };
  return {
    grid: { left: 30, right: 8, top: 8, bottom: 20 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: number | null) => `${fixed(value)} km/h`,
    },
    xAxis: {
      type: 'value',
      min: to_ms - DAY_MS,
      max: to_ms,
      interval: DAY_MS / 4,
      axisLabel: { ...text, formatter: (at_ms: number) => hourMinuteOf(at_ms), hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 2,
      axisLabel: text,
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      {
        type: 'line',
        showSymbol: rows.length < 3,
        animation: false,
        data: rows.map((row) => [row.window_end_ms, row.speed_kmh]),
        lineStyle: { color: colour.accent, width: 1.5 },
        itemStyle: { color: colour.accent },
      },
    ],
  };
}
