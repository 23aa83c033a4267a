import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Checkbox, Segmented } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { type ArticlesSearch, articlesSearch } from '../address.ts';
import { STATES } from '../choices.ts';
import { ArticlesTable } from './articles-table.tsx';
import '../knowledge.css';

/** Every article by its state, those that wait for their owner first. */
export function ArticlesPage() {
  const { t } = useTranslation();
  const mayWrite = useMay('knowledge:write');
  const chosen = articlesSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const choose = (search: ArticlesSearch) => void navigate({ to: '/knowledge/articles', search });
  const { state, stale, own } = chosen;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('knowledge.articles')}</h1>
        {mayWrite && <Link to="/knowledge/new">{t('knowledge.new')}</Link>}
      </div>
      <div className="know-filters">
        <Segmented<'all' | (typeof STATES)[number]>
          aria-label={t('common.state')}
          value={state ?? 'all'}
          options={(['all', ...STATES] as const).map((value) => ({
            value,
            label: value === 'all' ? t('knowledge.all') : t(`knowledge.state.${value}`),
          }))}
          onChange={(value) => choose(articlesSearch({ ...chosen, state: value }))}
        />
        <Checkbox
          checked={stale === true}
          onChange={({ target }) => choose(articlesSearch({ ...chosen, stale: target.checked }))}
        >
          {t('knowledge.only_stale')}
        </Checkbox>
        <Checkbox
          checked={own === true}
          onChange={({ target }) => choose(articlesSearch({ ...chosen, own: target.checked }))}
        >
          {t('knowledge.only_own')}
        </Checkbox>
      </div>
      <ArticlesTable key={JSON.stringify(chosen)} chosen={chosen} />
    </div>
  );
}
