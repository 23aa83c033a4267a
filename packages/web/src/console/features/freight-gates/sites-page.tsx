import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { AvailabilityCard } from './availability-card.tsx';
import { useGateSites } from './queries.ts';
import { RegisterBar } from './register-bar.tsx';
import { SiteCard } from './site-card.tsx';
import './gates.css';

/** Every site with its gates: what is wrong, who waits, how full it is. */
export function SitesPage() {
  const { t } = useTranslation();
  const mayRegister = useMay('gates:register');
  const sites = useGateSites();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-gates.title')}</h1>
        {mayRegister && <RegisterBar />}
      </div>
      <AvailabilityCard />
      <Answer
        query={sites}
        isEmpty={({ length }) => length === 0}
        empty={t('freight-gates.none')}
        height_px={320}
      >
        {(all) => (
          <div className="gate-sites">
            {all.map((site) => (
              <SiteCard key={site.code} site={site} />
            ))}
          </div>
        )}
      </Answer>
    </div>
  );
}
