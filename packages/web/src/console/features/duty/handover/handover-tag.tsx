import type { Handover, HandoverLine } from '@opentocc/contract';
import { Tag } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';

const COLOURS = { open: 'processing', closed: 'success', cancelled: 'default' } as const;
const LINE_COLOURS = {
  waiting: 'processing',
  accepted: 'success',
  refused: 'error',
  ended: 'default',
} as const;

export function HandoverTag({ state }: Pick<Handover, 'state'>) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[state]}>{t(`duty.handover_state.${state}`)}</Tag>;
}

export function LineTag({ state }: Pick<HandoverLine, 'state'>) {
  const { t } = useTranslation();
  return <Tag color={LINE_COLOURS[state]}>{t(`duty.line_state.${state}`)}</Tag>;
}
