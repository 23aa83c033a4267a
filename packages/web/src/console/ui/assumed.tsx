import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** Marks figures that their source does not state for certain. */
export function Assumed({ source }: { source?: string }) {
  const { t } = useTranslation();
  return (
    <Tag color="warning" title={source ?? t('common.assumed_hint')}>
      {t('common.assumed')}
    </Tag>
  );
}
