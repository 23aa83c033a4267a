import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { shiftMonth } from '../../../ui/typed-time.ts';

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  /** yyyy-mm */
  readonly value?: string;
  onChange?(month: string): void;
}

/** A month of the city's calendar, gone through one by one. */
export function MonthField({ id, value = '', onChange }: Props) {
  const { t } = useTranslation();
  const go = (months: number) => onChange?.(shiftMonth(`${value}-01`, months).slice(0, 7));
  return (
    <span id={id} className="know-month">
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label={t('dates.month_before')}
        onClick={() => go(-1)}
      />
      <output>{value}</output>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label={t('dates.month_after')}
        onClick={() => go(1)}
      />
    </span>
  );
}
