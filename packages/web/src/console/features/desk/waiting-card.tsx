import { useTranslation } from 'react-i18next';
import { Card } from '../../card.tsx';
import { useWaiting } from '../../waiting/obligations.ts';
import { WaitingList } from '../../waiting/waiting-list.tsx';

/** What waits for whom the desk is. */
export function WaitingCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('desk.waiting')} extra={useWaiting()?.length}>
      <WaitingList />
    </Card>
  );
}
