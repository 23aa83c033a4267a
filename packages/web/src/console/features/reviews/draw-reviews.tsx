import { DAY_MS } from '@opentocc/core/time';
import { Button, InputNumber, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { Card } from '../../card.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { REVIEWS } from './queries.ts';

const EACH = 5;

/** Draws as many answers of each agent, from days that are over. */
export function DrawReviews() {
  const { t } = useTranslation();
  const act = useAction(REVIEWS);
  const yesterday = dayOf(platformNow() - DAY_MS);
  const [from, setFrom] = useState<string | undefined>(yesterday);
  const [to, setTo] = useState<string | undefined>(yesterday);
  const [per_agent, setEach] = useState(EACH);
  const draw = () =>
    from && to && act(() => call('POST /api/v1/review-draws', { body: { from, to, per_agent } }));
  return (
    <Card title={t('reviews.draw')} extra={t('reviews.draw_hint')}>
      <Space wrap>
        <DateField aria-label={t('reviews.from')} value={from} max={yesterday} onChange={setFrom} />
        <DateField aria-label={t('reviews.to')} value={to} max={yesterday} onChange={setTo} />
        <InputNumber
          aria-label={t('reviews.each')}
          className="review-each"
          suffix={t('reviews.each')}
          min={1}
          max={100}
          value={per_agent}
          onChange={(value) => setEach(value ?? EACH)}
        />
        <Button type="primary" onClick={draw}>
          {t('reviews.draw')}
        </Button>
      </Space>
    </Card>
  );
}
