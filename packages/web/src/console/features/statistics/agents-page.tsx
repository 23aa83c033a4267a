import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { spanOf } from './address.ts';
import { Adjustment, AgentsCard } from './agents-card.tsx';
import { MonthBar } from './month-bar.tsx';
import { useAgents } from './queries.ts';
import './statistics.css';

/** What agents are measured by, made comparable; each sees their own, a supervisor all. */
export function AgentsPage() {
  const { t } = useTranslation();
  const [month, setMonth] = useState(dayOf(platformNow()).slice(0, 7));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('statistics.agents')}</h1>
        <MonthBar month={month} onChoose={setMonth} />
      </div>
      <Answer query={useAgents(spanOf(month))} height_px={320}>
        {(figures) => (
          <>
            {figures.own_only && <p className="muted">{t('statistics.own_only')}</p>}
            {figures.overall.map(({ key }) => (
              <AgentsCard key={key} figures={figures} of={key} />
            ))}
            <Adjustment figures={figures} />
          </>
        )}
      </Answer>
    </div>
  );
}
