import { Tag } from 'antd';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { Hint } from './hint.tsx';

/** Marks figures that their source does not state for certain. */
export function Assumed({ source }: { source?: string }) {
  const { t } = useTranslation();
  return (
    <Hint text={source ?? t('common.assumed_hint')}>
      <Tag color="warning">{t('common.assumed')}</Tag>
    </Hint>
  );
}
