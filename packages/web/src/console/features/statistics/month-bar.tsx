import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { addressOf, call } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { shiftMonth } from './address.ts';
import { STATISTICS } from './queries.ts';

interface Props {
  readonly month: string;
  onChoose(month: string): void;
}

/** Goes from month to month, publishes one that is over, and saves it as office files. */
export function MonthBar({ month, onChoose }: Props) {
  const { t } = useTranslation();
  const act = useAction(STATISTICS);
  const mayPublish = useMay('statistics:publish');
  const today = dayOf(platformNow()).slice(0, 7);
  const isOver = month < today;
  return (
    <Space wrap className="month-bar">
      <Button
        icon={<LeftOutlined />}
        aria-label={t('dates.month_before')}
        onClick={() => onChoose(shiftMonth(month, -1))}
      />
      <strong>{month}</strong>
      <Button
        icon={<RightOutlined />}
        aria-label={t('dates.month_after')}
        disabled={!isOver}
        onClick={() => onChoose(shiftMonth(month, 1))}
      />
      <Button
        href={addressOf('GET /api/v1/statistics/months/:month/workbook', { params: { month } })}
        download
      >
        XLSX
      </Button>
      <Button
        href={addressOf('GET /api/v1/statistics/months/:month/document', { params: { month } })}
        download
      >
        DOCX
      </Button>
      {mayPublish && isOver && (
        <Confirm
          title={t('statistics.publish')}
          description={t('statistics.publish_hint')}
          onConfirm={() => act(() => call('POST /api/v1/statistics/publications', { body: { month } }))}
        >
          <Button type="primary">{t('statistics.publish')}</Button>
        </Confirm>
      )}
    </Space>
  );
}
