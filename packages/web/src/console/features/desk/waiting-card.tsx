import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useWaiting } from '../../waiting/obligations.ts';
import { WaitingList } from '../../waiting/waiting-list.tsx';

/** What waits for whom the desk is. */
export function WaitingCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('desk.waiting')} extra={known(useWaiting())?.length}>
      <WaitingList />
    </Card>
  );
}
