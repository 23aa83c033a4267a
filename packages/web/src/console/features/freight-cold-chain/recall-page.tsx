import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { NoticeList } from './notice-list.tsx';
import { useRecall } from './queries.ts';
import { RecallActs } from './recall-acts.tsx';
import './cold-chain.css';

/** One recall: who holds what, and who has answered. */
export function RecallPage() {
  const { t } = useTranslation();
  const { recall: id = '' }: { recall?: string } = useParams({ strict: false });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{id}</h1>
        <Link to="/freight/cold-chain/recalls">{t('freight_cold_chain.recalls')}</Link>
      </div>
      <Answer query={useRecall(id)} height_px={320}>
        {(sheet) => (
          <Card title={sheet.lot} extra={<RecallActs sheet={sheet} />}>
            <p>
              {sheet.reason} <span className="muted">{minuteOf(sheet.begun_ms)}</span>
            </p>
            <p>
              {t('freight_cold_chain.answered_of', { answered: sheet.answered, holders: sheet.holders })} ·{' '}
              {t('freight_cold_chain.secured_of', {
                secured: sheet.secured,
                outstanding: sheet.outstanding ?? t('freight_cold_chain.unknown'),
              })}
            </p>
            <NoticeList notices={sheet.notices} over={sheet.ended_ms !== null} />
          </Card>
        )}
      </Answer>
    </div>
  );
}
