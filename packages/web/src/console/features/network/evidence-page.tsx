import { MINUTE_MS } from '@opentocc/core/time';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { both, known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useLink } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import { Card } from '../../card.tsx';
import { LinkId } from '../../ui/link-id.tsx';
import { EvidenceDrawing } from './evidence-drawing.tsx';
import { Nameplate } from './evidence-nameplate.tsx';
import { PassesCard } from './evidence-passes-card.tsx';
import { usePlates } from './evidence-plates.tsx';
import { RejectsCard } from './evidence-rejects-card.tsx';
import { StateCard } from './evidence-state-card.tsx';
import './evidence.css';

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
            <PassesCard evidence={data} chosen={chosen} onChoose={choosePass} plateCell={plateCell} />
            <RejectsCard evidence={data} plateCell={plateCell} />
          </>
        )}
      </Answer>
    </div>
  );
}
