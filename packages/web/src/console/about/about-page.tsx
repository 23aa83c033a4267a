import { Answer } from '../../ui/answer.tsx';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useCity } from '../../ui/queries.ts';
import { FeatureCards } from '../feature-cards.tsx';
import { DistrictsCard } from './districts-card.tsx';
import { LengthsCard, NetworkCard } from './network-cards.tsx';

/** What the screens rest on: the network and its origin, the standards and what in them is assumed. */
export function AboutPage() {
  const { t } = useTranslation();
  const city = useCity();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('about.title')}</h1>
      </div>
      <Answer query={city} height_px={200}>
        {(of) => (
          <div className="page-columns">
            <NetworkCard city={of} />
            <LengthsCard city={of} />
          </div>
        )}
      </Answer>
      <FeatureCards place="about" />
      <Answer query={city} height_px={200}>
        {(of) => <DistrictsCard city={of} />}
      </Answer>
      <p className="muted">{t('about.licence')}</p>
    </div>
  );
}
