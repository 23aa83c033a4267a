import { useNavigate, useSearch } from '@tanstack/react-router';
import { addressOf } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { type CasesSearch, casesSearch, queryOf } from '../address.ts';
import { CaseDeskView } from '../case-desk.tsx';
import { useCaseDesk } from '../use-case-desk.ts';
import { FilterBar } from './filter-bar.tsx';

/** Every case that the reader may see, by what the address chooses. */
export function CasesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { case: chosen = null, ...filters } = casesSearch(
    useSearch({ strict: false }) as Record<string, unknown>,
  );
  const go = (search: CasesSearch) => void navigate({ to: '/cases', search, replace: true });
  const desk = useCaseDesk({
    filters,
    chosen,
    choose: (id) => go({ ...filters, ...(id !== null && { case: id }) }),
  });
  return (
    <CaseDeskView
      title={t('cases.title')}
      desk={desk}
      filters={<FilterBar filters={filters} onChange={go} />}
      extra={
        <a href={addressOf('GET /api/v1/cases/export', { query: queryOf(filters) })} download>
          {t('cases.export')}
        </a>
      }
      empty={t('cases.none')}
    />
  );
}
