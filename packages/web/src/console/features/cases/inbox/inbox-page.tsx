import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { casesSearch } from '../address.ts';
import { CaseDeskView } from '../case-desk.tsx';
import { useCaseDesk } from '../use-case-desk.ts';
import { InboxFilters } from './inbox-filters.tsx';

/** What waits for the units of the reader, what is due first, first. */
export function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = casesSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const { case: chosen = null, ...filters } = { view: 'mine' as const, ...search };
  const go = (next: object) => void navigate({ to: '/cases/inbox', search: next, replace: true });
  const desk = useCaseDesk({
    filters,
    chosen,
    choose: (id) => go({ ...filters, ...(id !== null && { case: id }) }),
  });
  return (
    <CaseDeskView
      title={t('cases.inbox')}
      desk={desk}
      filters={<InboxFilters filters={filters} onChange={go} />}
      empty={t('cases.inbox_none')}
    />
  );
}
