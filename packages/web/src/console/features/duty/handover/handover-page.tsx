import type { Handover } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useHandover } from '../queries.ts';
import { ActsCard } from './acts-card.tsx';
import { HandoverTag } from './handover-tag.tsx';
import { LinesCard } from './lines-card.tsx';
import '../duty.css';

/** One handover: line by line for who takes over, answers for who hands over, and the record to be printed. */
export function HandoverPage() {
  const { t } = useTranslation();
  const params: { handover?: string } = useParams({ strict: false });
  const handover = useHandover(Number(params.handover));
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {t('duty.handover')} #{params.handover}
        </h1>
        <Link to="/duty/handovers">{t('duty.handover_records')}</Link>
        <Button onClick={() => window.print()}>{t('duty.print')}</Button>
      </div>
      <Answer query={handover} height_px={320}>
        {(of) => (
          <>
            <Heading handover={of} />
            <LinesCard handover={of} />
            <ActsCard handover={of} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Heading({ handover }: { readonly handover: Handover }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { state, post_name, outgoing_name, incoming_name, begun_ms, ended_ms } = handover;
  return (
    <p className="duty-heading">
      <HandoverTag state={state} />
      <strong>{post_name[language]}</strong>
      <span>{t('duty.from_to', { from: outgoing_name, to: incoming_name })}</span>
      <span className="muted">
        {minuteOf(begun_ms)}
        {ended_ms !== null && ` — ${minuteOf(ended_ms)}`}
      </span>
    </p>
  );
}
