import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../../ui/answer.tsx';
import { Card } from '../../../card.tsx';
import { useDraftColumns } from './draft-columns.tsx';
import { useDrafts } from './queries.ts';
import './suggestions.css';

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
        <Answer
          query={useDrafts()}
          isEmpty={({ length }) => length === 0}
          empty={t('studies.suggest.drafts_none')}
          height_px={240}
        >
          {(all) => (
            <Table
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={all}
              scroll={{ x: 1000 }}
              pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            />
          )}
        </Answer>
      </Card>
    </div>
  );
}
