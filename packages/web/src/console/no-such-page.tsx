import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Said where an address leads to no page. */
export function NoSuchPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('no_page.title')}</h1>
      </div>
      <p>{t('no_page.hint')}</p>
      <p>
        <Link to="/">{t('no_page.start')}</Link>
      </p>
    </div>
  );
}
