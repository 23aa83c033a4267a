import type { LinkDetail, LinkHistory, LinkState, LinkStateNow } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useEffect } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { dayOf, fixed, grouped, hourMinuteOf, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import {
  useCity,
  useConfigurationInForce,
  useIndexCurve,
  useLink,
  useLinkHour,
} from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { choiceStore, choose, mapStore } from '../../map/map-model.ts';
import { useReplayedMinute_ms } from '../../map/replay-clock.ts';
import { useMay } from '../../session/session.ts';
import { Fact } from '../../ui/fact.tsx';
import { LinkId } from '../../ui/link-id.tsx';
import { Term } from '../../ui/term.tsx';
import './link-card.css';

/** One link: what it is, how it is now or was at the time that a replay shows, and how its day was. */
export function LinkCard({ id: link }: { id: number }) {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const detail = useLink(link);
  const data = known(detail);
  const at_ms = useReplayedMinute_ms();
  const map = useStore(mapStore);
  const middle = data?.coordinates[Math.floor(data.coordinates.length / 2)];
  const [lon, lat] = middle ?? [];
  // What is chosen never lies under the legend or a card.
  useEffect(() => {
    if (lon !== undefined && lat !== undefined) map?.keepInView([lon, lat]);
  }, [map, lon, lat]);
  // The evidence shows where vehicles were.
  const may_trace = useMay('vehicles:trace');
  const may_index = useMay('indices:read');
  return (
    <Card
      title={data ? roadName(data.name) : t('network.title')}
      extra={data && t(`link_class.${data.class}`)}
      onClose={() => choose(null)}
      className="card-choice"
    >
      <BackToRoad link={link} />
      <Answer query={detail} height_px={120}>
        {(of) => (
          <>
            <p className="muted">{stretchText(of.stretch)}</p>
            {at_ms === null ? <Now detail={of} /> : <Then link={link} at_ms={at_ms} />}
            <Nameplate detail={of} />
            {may_index && <DaySpeeds link={link} at_ms={at_ms} />}
            <p className="card-extra link-ways">
              {of.now && may_trace && at_ms === null && (
                <Link to="/links/$link" params={{ link: String(link) }}>
                  {t('network.evidence.open')}
                </Link>
              )}
              {may_index && (
                <Link to="/indices/day" search={{ scope: 'link', key: String(link) }}>
                  {t('index.of_day')}
                </Link>
              )}
            </p>
          </>
        )}
      </Answer>
    </Card>
  );
}

/** The road that the link was chosen from stays as it was left. */
function BackToRoad({ link }: { link: number }) {
  const { t } = useTranslation();
  const choice = useStore(choiceStore);
  const road = choice?.kind === 'link' && choice.id === link ? choice.of : undefined;
  if (!road) return null;
  return (
    <button type="button" className="link-button" onClick={() => choose(road)}>
      ← {t('network.whole_road')}
    </button>
  );
}

function Now({ detail: { now } }: { detail: LinkDetail }) {
  const { t } = useTranslation();
  return now ? <State state={now} /> : <p className="note">{t('network.pending')}</p>;
}

/** The state of the window that ended last before a past minute. */
function Then({ link, at_ms }: { link: number; at_ms: number }) {
  const { t } = useTranslation();
  const state = answerFrom(useLinkHour(link, at_ms), ({ rows }) => [stateAt(rows, at_ms)]);
  return (
    <Answer
      query={state}
      isEmpty={([found]) => found === undefined}
      empty={t('network.none_then')}
      lacks="measurements"
      height_px={60}
    >
      {([found]) => found && <State state={found} />}
    </Answer>
  );
}

const stateAt = (rows: LinkHistory['rows'], at_ms: number): LinkState | undefined =>
  rows.findLast(({ window_end_ms }) => window_end_ms <= at_ms && window_end_ms > at_ms - MINUTE_MS);

function State({ state: now }: { state: LinkState | LinkStateNow }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const configuration = useConfigurationInForce();
  return (
    <div className="link-now">
      <p>
        <i
          className="row-lamp"
          style={{ background: STATE_COLOURS[theme][STATE_NAMES.indexOf(now.state)] }}
        />
        <strong>{t(`state.${now.state}`)}</strong>
        {'estimated' in now && now.estimated && (
          <Term of="fusion">
            <Tag>{t('network.evidence.estimated')}</Tag>
          </Term>
        )}
        <span className="muted">
          {hourMinuteOf(now.window_start_ms)}–{hourMinuteOf(now.window_end_ms)}
        </span>
      </p>
      {now.speed_kmh === null ? <p className="note">{t('network.none')}</p> : <Measured state={now} />}
      {configuration && (
        <p className="muted link-standard">
          {t('network.by_standard', { standard: configuration.gb.standard })} ·{' '}
          {configuration.formula_version}
        </p>
      )}
    </div>
  );
}

function Measured({ state }: { state: LinkState | LinkStateNow }) {
  const { t } = useTranslation();
  const { samples, vehicles } = state;
  return (
    <>
      <p className="link-speed">
        <b>{speedText(state.speed_kmh)}</b> km/h
        <span className="muted">
          {' / '}
          {fixed(state.free_flow_kmh)} <Term of="free_flow">{t('index.free_flow')}</Term>
        </span>
      </p>
      <p className="muted">
        {state.half_width_kmh !== null && (
          <>
            <Term of="half_width">{t('network.interval', { half: fixed(state.half_width_kmh, 1) })}</Term>
            {' · '}
          </>
        )}
        <Term of="samples">{t('network.samples', { samples, vehicles })}</Term>
      </p>
      {'flow_vph' in state && state.flow_vph !== null && (
        <p>
          <Term of="measured_flow">{t('network.flow')}</Term> <b>{grouped(Math.round(state.flow_vph))}</b>{' '}
          {t('network.flow_unit')}
        </p>
      )}
    </>
  );
}

function Nameplate({ detail }: { detail: LinkDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const district = known(useCity())?.districts.find(({ index }) => index === detail.district);
  const { reverse } = detail;
  return (
    <>
      <dl className="facts facts-row">
        <Fact name={t('index.district')} value={district?.name[language] ?? fixed(null)} />
        <Fact
          name={`${t('network.limit')} (${t(`network.limit_${detail.limit_origin}`)})`}
          value={fixed(detail.limit_kmh)}
          unit="km/h"
        />
        <Fact
          name={t('network.length')}
          value={fixed(detail.length_m)}
          unit={`m · ${t('network.lanes', { number: detail.lanes })}`}
        />
      </dl>
      <p>
        <LinkId id={detail.id} />
      </p>
      {detail.synthetic && <p className="note">{t('network.synthetic')}</p>}
      {reverse !== null && (
        <Button size="small" onClick={() => choose({ kind: 'link', id: reverse })}>
          {t('network.opposite')}
        </Button>
      )}
    </>
  );
}

const STEP_S = 900;

/** Speeds of today, or of the day that a replay shows, over those of the same day last week, by the quarter of an hour. */
function DaySpeeds({ link, at_ms }: { link: number; at_ms: number | null }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const key = String(link);
  const today = dayOf(useNow(60_000));
  const day = at_ms === null ? today : dayOf(at_ms);
  const curve = useIndexCurve('link', key, day, STEP_S);
  return (
    <>
      <h3 className="card-sub">{t('network.day')}</h3>
      <Answer
        query={curve}
        isEmpty={({ today, last_week }) => today.length + last_week.length === 0}
        empty={t('network.no_history')}
        lacks="measurements"
        height_px={130}
      >
        {(of) => (
          <DayCurve
            curve={of}
            theme={theme}
            height_px={130}
            measure="speed_kmh"
            isToday={day === today}
            at_ms={at_ms}
          />
        )}
      </Answer>
    </>
  );
}
