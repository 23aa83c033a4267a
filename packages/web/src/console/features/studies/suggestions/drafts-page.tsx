import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useDraftColumns } from './draft-columns.tsx';
import { useDrafts } from './queries.ts';
import './suggestions.css';
import { ListTable } from '../../../ui/list-table.tsx';

/** Every accepted suggestion, the newest first; none of them was sent anywhere. */
export function DraftsPage() {
  const { t } = useTranslation();
  const columns = useDraftColumns();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('studies.suggest.drafts')}</h1>
        <Link to="/studies">{t('studies.title')}</Link>
      </div>
      <Card title={t('studies.suggest.drafts')} extra={t('studies.suggest.drafts_hint')}>
        <ListTable
          query={useDrafts()}
          columns={columns}
          none={t('studies.suggest.drafts_none')}
          height_px={240}
          width_px={1000}
        />
      </Card>
    </div>
  );
}
