import type { Detector } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { answerFrom, known } from '../../../ui/asked.ts';
import { fixed, grouped, minuteOf, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { choose, goTo } from '../../map/map-model.ts';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Fact } from '../../ui/fact.tsx';
import { LinkId } from '../../ui/link-id.tsx';
import { useAction } from '../../ui/use-action.ts';
import { DayCounts } from './day-counts.tsx';
import { DetectorState } from './detector-state.tsx';
import { CHANGED, useDetectors } from './queries.ts';

/** One detector: how it does, what it counts now, and its day. */
export function DetectorCard({ id, onClose }: { readonly id: number; onClose(): void }) {
  const { t } = useTranslation();
  const found = answerFrom(useDetectors(), (all) => all.filter((one) => one.id === id));
  const code = known(found)?.[0]?.code;
  return (
    <Card title={code ?? t('detectors.title')} extra={t('detectors.last5')} onClose={onClose}>
      <Answer query={found} isEmpty={({ length }) => length === 0} empty={t('detectors.none_match')}>
        {([detector]) => (
          <>
            <Facts detector={detector} />
            <DayCounts detector={detector} />
            <Ways detector={detector} onRetired={onClose} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Facts({ detector }: { readonly detector: Detector }) {
  const { t } = useTranslation();
  const { name, kind, lanes, period_s, last_ms, now, link } = detector;
  return (
    <>
      <p>
        <DetectorState detector={detector} />{' '}
        <span className="muted">
          {name} · {t(`detectors.kinds.${kind}`)} · {t('detectors.lanes')} {lanes} · {t('detectors.period')}{' '}
          {period_s} s
        </span>
      </p>
      <dl className="facts facts-row detector-facts">
        <Fact
          name={t('detectors.flow')}
          value={grouped(now?.flow_vph == null ? null : Math.round(now.flow_vph))}
        />
        <Fact name={t('detectors.speed')} value={speedText(now?.speed_kmh)} />
        <Fact name={t('detectors.occupancy')} value={fixed(now?.occupancy_pct ?? null, 1)} />
        <Fact name={t('detectors.last')} value={last_ms === null ? fixed(null) : minuteOf(last_ms)} />
      </dl>
      {link === null ? <p className="note">{t('detectors.no_link')}</p> : <LinkId id={link} />}
    </>
  );
}

/** Where one goes from here, and out of service. */
function Ways({ detector, onRetired }: { readonly detector: Detector; onRetired(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay('sources:approve');
  const act = useAction(...CHANGED);
  const { id, code, link, lon, lat } = detector;
  const show = () => {
    if (link !== null) choose({ kind: 'link', id: link });
    goTo([[lon, lat]]);
    void navigate({ to: '/map' });
  };
  const retire = async () => {
    await act(() => call('DELETE /api/v1/detectors/:id', { params: { id } }));
    onRetired();
  };
  return (
    <Space wrap>
      <Button size="small" onClick={show}>
        {t('detectors.on_map')}
      </Button>
      {may && (
        <Confirm
          title={t('detectors.retire_title', { code })}
          description={t('detectors.retire_text')}
          onConfirm={retire}
        >
          <Button size="small" danger>
            {t('detectors.retire')}
          </Button>
        </Confirm>
      )}
    </Space>
  );
}
