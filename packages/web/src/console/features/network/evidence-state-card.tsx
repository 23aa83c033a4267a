import type { LinkEvidence } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { fixed, grouped, hourMinuteOf, percent, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Term } from '../../ui/term.tsx';

/** The state that is claimed of a link now, and what it is made of. */
export function StateCard({ evidence }: { readonly evidence: LinkEvidence }) {
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
        {state.flow_vph !== null && (
          <Fact
            name={<Term of="measured_flow">{t('network.flow')}</Term>}
            value={grouped(Math.round(state.flow_vph))}
            unit={t('network.flow_unit')}
          />
        )}
        <Fact name={t('network.travel_time')} value={fixed(state.travel_time_s, 1)} unit="s" />
        <Fact
          name={t('network.evidence.replayed')}
          value={fixed(evidence.replayed_speed_kmh, 1)}
          unit={`km/h · ${t('network.evidence.replayed_fixes', { number: evidence.replayed_fixes })}`}
        />
      </dl>
      {state.speed_kmh === null ? <p className="note">{t('network.none')}</p> : <Parts parts={parts} />}
      {evidence.detectors.length > 0 && <Detectors detectors={evidence.detectors} />}
    </Card>
  );
}

/** What each detector of the link counted. */
function Detectors({ detectors }: { readonly detectors: LinkEvidence['detectors'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="card-sub">{t('network.evidence.detectors')}</h3>
      <ul className="evidence-detectors">
        {detectors.map(({ id, code, vehicles, flow_vph, speed_kmh }) => (
          <li key={id}>
            <Link to="/detectors" search={{ detector: id }}>
              {code}
            </Link>
            <span>{t('network.evidence.counted', { vehicles: grouped(vehicles) })}</span>
            <span>
              {grouped(Math.round(flow_vph))} {t('network.flow_unit')}
            </span>
            <span className="muted">{speedText(speed_kmh)} km/h</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Of a part that hardly counts the speed is not known: rounding is greater than what it adds. */
const LEAST_WEIGHT = 0.005;

/** What the speed is made of, each with its weight. */
function Parts({ parts }: { readonly parts: LinkEvidence['parts'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="card-sub">{t('network.evidence.parts')}</h3>
      <ul className="evidence-parts">
        {parts.map(({ kind, speed_kmh, weight }) => (
          <li key={kind}>
            <span>{t(`network.evidence.part.${kind}`)}</span>
            <i style={{ inlineSize: `${Math.max(1, 100 * weight)}%` }} />
            <b>{percent(weight)}</b>
            <span className="muted">{speedText(weight < LEAST_WEIGHT ? null : speed_kmh)} km/h</span>
          </li>
        ))}
      </ul>
      <p className="muted hint">{t('network.evidence.replay_hint')}</p>
    </>
  );
}
