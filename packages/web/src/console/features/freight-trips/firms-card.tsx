import { useState } from 'react';
import { answerFrom } from '../../../ui/asked.ts';
import { startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useSlotFirms } from './queries.ts';

const DAYS_MS = 7 * 86_400_000;

/** Whether places go to all: what each firm has, waits for, and did not use. */
export function FirmsCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [from_ms] = useState(startOfDay_ms(useNow(60_000)));
  const firms = useSlotFirms(from_ms, from_ms + DAYS_MS);
  return (
    <Card title={t('freight-trips.firms')}>
      <ListTable
        query={answerFrom(firms, (all) => all.map((one) => ({ ...one, id: one.firm })))}
        none={t('freight-trips.firms_none')}
        columns={[
          { title: t('freight-trips.firm'), render: (_, { firm_name }) => firm_name[language] },
          { title: t('freight-trips.n_booked'), dataIndex: 'booked', align: 'right' },
          { title: t('freight-trips.n_waiting'), dataIndex: 'waiting', align: 'right' },
          { title: t('freight-trips.n_no_show'), dataIndex: 'no_shows', align: 'right' },
        ]}
      />
    </Card>
  );
}
