import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMayInCity } from '../../session/session.ts';
import { DatasetsCard } from './datasets-card.tsx';
import { DayExportCard } from './day-export-card.tsx';

/** What is stored, how long, and how to take it along. */
export function HistoryPage() {
  const { t } = useTranslation();
  const mayExport = useMayInCity('history:export');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('history.title')}</h1>
        <Link to="/map">{t('history.replay_hint')}</Link>
      </div>
      <DatasetsCard />
      {mayExport ? <DayExportCard /> : <p className="muted hint">{t('history.no_export')}</p>}
    </div>
  );
}
