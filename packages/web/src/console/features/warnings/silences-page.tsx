import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useSilences } from './queries.ts';
import { PolicyCard, useColumns } from './silence-parts.tsx';

/** What is silent, by whom, until when, and what it hides. */
export function SilencesPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('warnings.silences')}</h1>
      </div>
      <Card title={t('warnings.silences')}>
        <ListTable query={useSilences()} columns={columns} none={t('warnings.no_silences')} height_px={160} />
      </Card>
      <PolicyCard />
    </div>
  );
}
