import type { FreightGatePage } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { BarrierCard } from './barrier-card.tsx';
import { CamerasCard } from './cameras-card.tsx';
import { EventsCard } from './events-card.tsx';
import { useGate } from './queries.ts';
import { ReadsCard } from './reads-card.tsx';
import { SiteFigures } from './site-card.tsx';
import { WeekCard } from './week-card.tsx';
import './gates.css';

/** One gate: now, its cameras, its availability, and all that happened. */
export function GatePage() {
  const { gate = '' }: { gate?: string } = useParams({ strict: false });
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const query = useGate(gate);
  const name = known(query)?.gate.name;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{name?.[language] || name?.zh || gate}</h1>
        <Link to="/freight/gates">{t('freight-gates.map_link')}</Link>
        <Link to="/freight/gates/$gate/keeper" params={{ gate }}>
          {t('freight-gates.keep')}
        </Link>
      </div>
      <Answer query={query} height_px={480}>
        {(page) => <Gate page={page} />}
      </Answer>
    </div>
  );
}

function Gate({ page: { gate, site, cameras, reads, events, hours } }: { readonly page: FreightGatePage }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <div className="page-columns">
      <div className="gate-column">
        <BarrierCard gate={gate} />
        <Card title={site.name[language] || site.name.zh}>
          <SiteFigures site={site} />
        </Card>
        <WeekCard hours={hours} />
        <CamerasCard gate={gate} cameras={cameras} />
      </div>
      <div className="gate-column">
        <EventsCard events={events} />
        <ReadsCard reads={reads} title={t('freight-gates.recent')} />
      </div>
    </div>
  );
}
