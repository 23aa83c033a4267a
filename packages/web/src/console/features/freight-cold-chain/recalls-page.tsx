import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useRecalls } from './queries.ts';
import './cold-chain.css';

/** Recalls that go on and that are over, with who has answered. */
export function RecallsPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight_cold_chain.recalls')}</h1>
        <Link to="/freight/cold-chain/trace">{t('freight_cold_chain.recall_new')}</Link>
      </div>
      <Card title={t('freight_cold_chain.recalls')}>
        <Answer
          query={useRecalls()}
          isEmpty={({ total }) => total === 0}
          empty={t('freight_cold_chain.recalls_none')}
          height_px={240}
        >
          {({ recalls }) => (
            <ul className="cold-warnings">
              {recalls.map(({ id, lot, reason, begun_ms, holders, answered, ended_ms }) => (
                <li key={id} className={ended_ms === null ? 'cold-going' : 'cold-closed'}>
                  <Link to="/freight/cold-chain/recalls/$recall" params={{ recall: id }}>
                    {id}
                  </Link>{' '}
                  <strong>{lot}</strong> {reason} <span className="muted">{minuteOf(begun_ms)}</span>{' '}
                  {t('freight_cold_chain.answered_of', { answered, holders })}{' '}
                  {ended_ms !== null && t('freight_cold_chain.ended')}
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </Card>
    </div>
  );
}
