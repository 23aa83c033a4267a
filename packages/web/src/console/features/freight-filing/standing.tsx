import type { FilingEntry } from '@opentocc/contract';
import { Space, Tag } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

const COLOURS = {
  ...{ draft: 'default', submitted: 'processing', returned: 'warning', approved: 'success' },
  ...{ suspended: 'error', removed: 'default' },
} as const;

/** State of an entry, and what else is to be known before it is used. */
export function Standing({ entry }: { readonly entry: FilingEntry }) {
  const { t } = useTranslation();
  const { state, standing, amendment, appeal_due_ms } = entry;
  return (
    <Space size={4} wrap>
      <Tag color={COLOURS[state]}>{t(`freight-filing.states.${state}`)}</Tag>
      {standing === 'expired' && <Tag color="error">{t('freight-filing.expired')}</Tag>}
      {amendment && <Tag color="processing">{t(`freight-filing.amendment.${amendment.state}`)}</Tag>}
      {appeal_due_ms !== null && <Tag color="warning">{t('freight-filing.appealed')}</Tag>}
    </Space>
  );
}
