import { Button } from 'antd';
import { useState } from 'react';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { AlarmsCard } from './alarms-card.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { DisciplineCard } from './discipline-card.tsx';
import { PapersCard } from './papers-card.tsx';
import { usePlatformRequests } from './queries.ts';
import { RequestsCard } from './requests-card.tsx';
import { SuperiorsCard } from './superiors-card.tsx';

/** Platforms of other operators: whether they answer, what alarms they report, who drives and with what. */
export function PlatformsPage() {
  const { t } = useTranslation();
  const may = useMay('interchange:ask');
  const platforms = known(usePlatformRequests())?.platforms ?? [];
  const [asks, ask] = useState(false);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('platforms.title')}</h1>
        {may && (
          <Button
            type="primary"
            disabled={!platforms.some(({ connected }) => connected)}
            onClick={() => ask(true)}
          >
            {t('platforms.ask')}
          </Button>
        )}
      </div>
      <DisciplineCard />
      <RequestsCard />
      <AlarmsCard platforms={platforms} />
      <PapersCard platforms={platforms} />
      <SuperiorsCard />
      {asks && <AskDialog platforms={platforms} close={() => ask(false)} />}
    </div>
  );
}
