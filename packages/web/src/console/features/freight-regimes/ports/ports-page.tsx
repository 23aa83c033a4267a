import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { CalendarCard } from './calendar-card.tsx';
import { NewState } from './new-state.tsx';
import { StatesCard } from './states-card.tsx';
import '../regimes.css';

/** When ports are open, by direction and class; closures are announced here. */
export function PortsPage() {
  const { t } = useTranslation();
  const may = useMay('freight-regimes:ports');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-regimes.ports')}</h1>
        {may && <NewState />}
      </div>
      <CalendarCard />
      <StatesCard />
    </div>
  );
}
