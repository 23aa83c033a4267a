import { useTranslation } from 'react-i18next';
import { FeatureCards } from '../feature-cards.tsx';

/** Where one begins after signing in. */
export function HomePage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('nav.desk')}</h1>
      </div>
      <FeatureCards place="about" />
    </div>
  );
}
