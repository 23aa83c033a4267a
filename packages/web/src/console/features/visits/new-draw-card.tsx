import { DAY_MS } from '@opentocc/core/time';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { Card } from '../../card.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { VISITS } from './queries.ts';

/** Fixes the list of a span of days that is over. */
export function NewDrawCard() {
  const { t } = useTranslation();
  const act = useAction(VISITS);
  const yesterday = dayOf(platformNow() - DAY_MS);
  const [from, setFrom] = useState<string | undefined>(yesterday);
  const [to, setTo] = useState<string | undefined>(yesterday);
  return (
    <Card title={t('visits.draw_new')} extra={t('visits.commit_hint')}>
      <Space wrap className="visit-new-draw">
        <span>
          {t('visits.from')}{' '}
          <DateField aria-label={t('visits.from')} value={from} max={yesterday} onChange={setFrom} />
        </span>
        <span>
          {t('visits.to')}{' '}
          <DateField aria-label={t('visits.to')} value={to} max={yesterday} onChange={setTo} />
        </span>
        <Button
          type="primary"
          disabled={!from || !to}
          onClick={() => from && to && act(() => call('POST /api/v1/visit-draws', { body: { from, to } }))}
        >
          {t('visits.commit')}
        </Button>
      </Space>
    </Card>
  );
}
