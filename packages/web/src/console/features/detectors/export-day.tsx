import { Button } from 'antd';
import { startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../ui/use-now.ts';

/** Downloads the counts of all detectors of today. */
export function ExportDay() {
  const { t } = useTranslation();
  const now_ms = useNow(60_000);
  const query = `from_ms=${startOfDay_ms(now_ms)}&to_ms=${now_ms}`;
  return <Button href={`/api/v1/detectors/counts.csv?${query}`}>{t('detectors.export')}</Button>;
}
