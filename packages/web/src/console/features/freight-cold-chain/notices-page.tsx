import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { NoticeList } from './notice-list.tsx';
import { useNotices } from './queries.ts';
import './cold-chain.css';

/** What a holder is asked to secure. */
export function NoticesPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight_cold_chain.notices')}</h1>
      </div>
      <Card title={t('freight_cold_chain.notices')}>
        <Answer
          query={useNotices()}
          isEmpty={({ length }) => length === 0}
          empty={t('freight_cold_chain.notices_none')}
          height_px={160}
        >
          {(notices) => <NoticeList notices={notices} />}
        </Answer>
      </Card>
    </div>
  );
}
