import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { BookCard } from './book-card.tsx';
import { ListCard } from './list-card.tsx';
import './trips.css';

/** Trips: a firm books the next one at the top, and sees its own below; an officer sees all. */
export function TripsPage() {
  const { t } = useTranslation();
  const mayDeclare = useMay('trips:declare');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-trips.title')}</h1>
      </div>
      {mayDeclare && <BookCard />}
      <ListCard />
    </div>
  );
}
