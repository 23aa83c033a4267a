import type { MessageState } from '@opentocc/contract';
import { Tag } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

const COLOUR: Readonly<Record<MessageState, string>> = {
  queued: 'default',
  sending: 'processing',
  sent: 'success',
  delivered: 'success',
  failed: 'warning',
  dead: 'error',
  blocked: 'purple',
};

export function StateTag({ state }: { readonly state: MessageState }) {
  const { t } = useTranslation();
  return <Tag color={COLOUR[state]}>{t(`messages.state_name.${state}`)}</Tag>;
}
