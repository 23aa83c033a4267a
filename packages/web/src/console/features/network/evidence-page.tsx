import type { EvidencePass, EvidenceReject, LinkDetail, LinkEvidence } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { both, known } from '../../../ui/asked.ts';
import { clockOf, fixed, grouped, hourMinuteOf, NO_VALUE, percent, speedText } from '../../../ui/format.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useCity, useLink } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { Fact } from '../../ui/fact.tsx';
import { LinkId } from '../../ui/link-id.tsx';
import { Term } from '../../ui/term.tsx';
import { EvidenceDrawing, passKey } from './evidence-drawing.tsx';
import { type PlateCell, usePlates } from './evidence-plates.tsx';
import './evidence.css';

const MINUTE_MS = 60_000;

/** Why the state of a link is what it is: its vehicles, their fixes, how each was matched, what was left out and why. */
export function EvidencePage() {
  const { t } = useTranslation();
  const params: { link?: string } = useParams({ strict: false });
  const link = Number(params.link);
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const detail = useLink(link);
  const road = known(detail);
  const evidence = useQuery({
    queryKey: ['evidence', link],
    queryFn: () => call('GET /api/v1/links/:id/evidence', { params: { id: link } }),
    refetchInterval: MINUTE_MS,
  });
  const [chosen, choosePass] = useState<string | null>(null);
  const plateCell = usePlates(link);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{[t('network.evidence.title'), road && roadName(road.name)].filter(Boolean).join(' · ')}</h1>
        {road && <span className="muted">{stretchText(road.stretch)}</span>}
        <LinkId id={link} />
        <Link to="/map">{t('network.evidence.back')}</Link>
        <Link to="/indices/day" search={{ scope: 'link', key: String(link) }}>
          {t('index.of_day')}
        </Link>
      </div>
      <Answer query={both(detail, evidence)}>
        {([of, data]) => (
          <>
            <Nameplate detail={of} />
            <div className="evidence-columns">
              <StateCard evidence={data} />
              <Card title={t('network.evidence.drawing')} extra={t('network.evidence.drawing_hint')}>
                <EvidenceDrawing
                  line={of.coordinates}
                  evidence={data}
                  chosen={chosen}
                  onChoose={choosePass}
                />
              </Card>
            </div>
            <Passes evidence={data} chosen={chosen} onChoose={choosePass} plateCell={plateCell} />
            <Rejects evidence={data} plateCell={plateCell} />
          </>
        )}
      </Answer>
    </div>
  );
}

/** What the link is: class, district, limit, length. */
function Nameplate({ detail }: { detail: LinkDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const district = known(useCity())?.districts.find(({ index }) => index === detail.district);
  const limit = `${t('network.limit')} ${detail.limit_kmh} km/h (${t(`network.limit_${detail.limit_origin}`)})`;
  const facts = [
    t(`link_class.${detail.class}`),
    district?.name[language] ?? '',
    limit,
    `${fixed(detail.length_m)} m`,
    t('network.lanes', { number: detail.lanes }),
    detail.synthetic ? t('network.synthetic') : '',
  ];
  return <p className="muted evidence-nameplate">{facts.filter((fact) => fact !== '').join(' · ')}</p>;
}

function StateCard({ evidence }: { evidence: LinkEvidence }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const { state, parts } = evidence;
  return (
    <Card
      title={t('network.now')}
      extra={`${hourMinuteOf(state.window_start_ms)}–${hourMinuteOf(state.window_end_ms)} · ${evidence.standard}`}
    >
      <p className="evidence-state">
        <i
          className="row-lamp"
          style={{ background: STATE_COLOURS[theme][STATE_NAMES.indexOf(state.state)] }}
        />
        <strong>{t(`state.${state.state}`)}</strong>{' '}
        <Term of="fusion">
          <Tag>{t(state.estimated ? 'network.evidence.estimated' : 'network.evidence.observed')}</Tag>
        </Term>
      </p>
      <p className="link-speed">
        <b>{speedText(state.speed_kmh)}</b> km/h
        <span className="muted">
          {' / '}
          {fixed(state.free_flow_kmh)} <Term of="free_flow">{t('index.free_flow')}</Term>
          {state.half_width_kmh !== null && (
            <>
              {' · '}
              <Term of="half_width">{t('network.interval', { half: fixed(state.half_width_kmh, 1) })}</Term>
            </>
          )}
        </span>
      </p>
      <dl className="facts facts-row">
        <Fact name={<Term of="samples">{t('index.samples')}</Term>} value={grouped(state.samples)} />
        <Fact name={t('network.travel_time')} value={fixed(state.travel_time_s, 1)} unit="s" />
        <Fact
          name={t('network.evidence.replayed')}
          value={fixed(evidence.replayed_speed_kmh, 1)}
          unit={`km/h · ${t('network.evidence.replayed_fixes', { number: evidence.replayed_fixes })}`}
        />
      </dl>
      {state.speed_kmh === null ? (
        <p className="note">{t('network.none')}</p>
      ) : (
        <>
          <h3 className="card-sub">{t('network.evidence.parts')}</h3>
          <ul className="evidence-parts">
            {parts.map(({ kind, speed_kmh, weight }) => (
              <li key={kind}>
                <span>{t(`network.evidence.part.${kind}`)}</span>
                <i style={{ inlineSize: `${Math.max(1, 100 * weight)}%` }} />
                <b>{percent(weight)}</b>
                <span className="muted">{speedText(speed_kmh)} km/h</span>
              </li>
            ))}
          </ul>
          <p className="muted hint">{t('network.evidence.replay_hint')}</p>
        </>
      )}
    </Card>
  );
}

interface PassesProps {
  readonly evidence: LinkEvidence;
  readonly chosen: string | null;
  onChoose(pass: string | null): void;
  readonly plateCell: PlateCell;
}

function Passes({ evidence: { passes, passes_total }, chosen, onChoose, plateCell }: PassesProps) {
  const { t } = useTranslation();
  const columns: TableColumnsType<EvidencePass> = [
    {
      title: t('network.evidence.vehicle'),
      render: (_, pass) => {
        const key = passKey(pass);
        return plateCell(pass.vehicle, pass.plate, (name) => (
          <button
            type="button"
            className="link-button"
            aria-pressed={chosen === key}
            onClick={() => onChoose(chosen === key ? null : key)}
          >
            {name}
          </button>
        ));
      },
    },
    { title: t('network.evidence.class'), render: (_, pass) => t(`vehicle_class.${pass.vehicle_class}`) },
    {
      title: t('network.evidence.span'),
      render: (_, { enter_ms, exit_ms, under_way }) =>
        `${clockOf(enter_ms)} – ${under_way ? t('network.evidence.under_way') : clockOf(exit_ms)}`,
    },
    {
      title: t('network.evidence.distance'),
      align: 'right',
      render: (_, pass) => `${fixed(pass.distance_m)} m`,
    },
    { title: t('network.travel_time'), align: 'right', render: (_, pass) => `${fixed(pass.time_s, 1)} s` },
    {
      title: t('network.evidence.left_out'),
      align: 'right',
      render: (_, { left_out, left_out_s }) =>
        left_out === 'none'
          ? NO_VALUE
          : `${fixed(left_out_s)} s · ${t(`network.evidence.left_out_reason.${left_out}`)}`,
    },
    {
      title: t('link.speed'),
      align: 'right',
      render: (_, pass) => (pass.speed_kmh === null ? NO_VALUE : `${speedText(pass.speed_kmh)} km/h`),
    },
    { title: t('network.evidence.weight'), align: 'right', render: (_, pass) => percent(pass.weight) },
    { title: t('network.evidence.fixes'), align: 'right', render: (_, pass) => pass.fixes.length },
  ];
  return (
    <Card
      title={t('network.evidence.passes')}
      extra={t('network.evidence.shown', { shown: passes.length, all: passes_total })}
    >
      <Table
        rowKey={passKey}
        size="small"
        columns={columns}
        dataSource={passes}
        rowClassName={(pass) => (passKey(pass) === chosen ? 'evidence-chosen' : '')}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('network.evidence.no_passes') }}
      />
    </Card>
  );
}

interface RejectsProps {
  readonly evidence: LinkEvidence;
  readonly plateCell: PlateCell;
}

function Rejects({ evidence: { rejects, rejects_total, elsewhere }, plateCell }: RejectsProps) {
  const { t } = useTranslation();
  const columns: TableColumnsType<EvidenceReject> = [
    { title: t('network.evidence.vehicle'), render: (_, fix) => plateCell(fix.vehicle, fix.plate) },
    { title: t('fix.stated_at'), render: (_, fix) => clockOf(fix.at_ms) },
    { title: t('fix.received_at'), render: (_, fix) => clockOf(fix.received_ms) },
    { title: t('fix.why'), render: (_, fix) => t(`reject.${fix.reason}`) },
    {
      title: t('link.speed'),
      align: 'right',
      render: (_, fix) => (fix.speed_kmh === null ? NO_VALUE : `${speedText(fix.speed_kmh)} km/h`),
    },
  ];
  return (
    <Card
      title={t('network.evidence.rejects')}
      extra={t('network.evidence.shown', { shown: rejects.length, all: rejects_total })}
    >
      <p className="muted hint">{t('network.evidence.elsewhere', { number: elsewhere })}</p>
      <Table
        rowKey={(fix) => `${fix.vehicle}/${fix.at_ms}/${fix.received_ms}/${fix.reason}`}
        size="small"
        columns={columns}
        dataSource={rejects}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('network.evidence.no_rejects') }}
      />
    </Card>
  );
}
