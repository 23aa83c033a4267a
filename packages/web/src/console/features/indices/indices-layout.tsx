import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import './indices.css';

const TABS = [
  ['/indices', 'now'],
  ['/indices/day', 'day'],
  ['/indices/pattern', 'pattern'],
  ['/indices/ranking', 'ranking'],
  ['/indices/road', 'road'],
  ['/indices/compare', 'compare'],
  ['/indices/configuration', 'configuration'],
] as const;

/** The pages of the indices: each has an address of its own, and what is chosen goes along from one to the next. */
export function IndicesLayout() {
  const { t } = useTranslation();
  return (
    <div className="page indices-page">
      <div className="page-head">
        <h1>{t('index.title')}</h1>
        <nav aria-label={t('indices.tabs.label')} className="sub-nav">
          {TABS.map(([to, name]) => (
            <Link
              key={to}
              to={to}
              search={true}
              className="sub-link"
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {t(`indices.tabs.${name}`)}
            </Link>
          ))}
        </nav>
      </div>
      <Outlet />
    </div>
  );
}
