import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { CapacityForm } from './capacity-form.tsx';
import { FirmsCard } from './firms-card.tsx';
import type { SlotChoice } from './queries.ts';
import { SlotChoiceFields } from './slot-choice-fields.tsx';
import { SlotGrid } from './slot-grid.tsx';
import './trips.css';

/** What slots take, how they stand, and who has them. */
export function SlotsPage() {
  const { t } = useTranslation();
  const [first_ms] = useState(useNow(60_000));
  const [choice, setChoice] = useState<SlotChoice>({
    ...{ port: 'liantang', direction: 'in', class: 'container', at_ms: first_ms },
  });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-trips.slots_title')}</h1>
      </div>
      <Card title={t('freight-trips.slots_of_day')}>
        <SlotChoiceFields choice={choice} change={setChoice} />
        <SlotGrid choice={choice} chosen_ms={null} />
      </Card>
      <CapacityForm choice={choice} />
      <FirmsCard />
    </div>
  );
}
