import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { BoardCard } from './board-card.tsx';
import { LogCard } from './log-card.tsx';
import './duty.css';

/** Who is on duty now and how they are reached, and what was written down. */
export function DutyPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('duty.title')}</h1>
      </div>
      <div className="page-columns">
        <LogCard />
        <BoardCard />
      </div>
    </div>
  );
}
