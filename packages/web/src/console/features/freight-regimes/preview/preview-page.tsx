import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { known, waitingFor } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useDraft } from '../queries.ts';
import { Stance, useSay } from '../words.tsx';
import { CountsCard } from './counts-card.tsx';
import { FirmsCard } from './firms-card.tsx';
import { PortsCard } from './ports-card.tsx';
import { type Shown, TripsCard } from './trips-card.tsx';
import { usePreview } from './use-preview.ts';
import '../regimes.css';

/** A switch tried on yesterday's trips and today's bookings, beside the rules in force. */
export function PreviewPage() {
  const { t } = useTranslation();
  const say = useSay();
  const params: { draft?: string } = useParams({ strict: false });
  const id = Number(params.draft);
  const asked = useDraft(id);
  const draft = known(asked);
  const preview = usePreview(id, draft?.version);
  const [shown, show] = useState<Shown>({ show: 'worse' });
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {t('freight-regimes.preview')} {draft && <Stance of={draft.regime} />}{' '}
          {draft && say(draft.regime.name)}
        </h1>
        <Link to="/freight/regimes/drafts/$draft" params={{ draft: String(id) }}>
          {t('freight-regimes.draft')}
        </Link>
        <Button onClick={() => preview.refetch()}>{t('freight-regimes.preview_again')}</Button>
      </div>
      <Answer query={waitingFor(asked, preview)} height_px={480}>
        {(of) => (
          <div className="regimes-stack">
            <CountsCard preview={of} />
            <FirmsCard preview={of} show={show} />
            <TripsCard preview={of} shown={shown} show={show} />
            <PortsCard preview={of} />
          </div>
        )}
      </Answer>
    </div>
  );
}
