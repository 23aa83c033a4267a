import type { CaseRequestKind } from '@opentocc/contract';
import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED } from '../queries.ts';
import { UnitSelect } from '../unit-select.tsx';
import { answerClock, daysOf, lengthOf } from './answer-clock.ts';
import type { CaseDialogProps } from './case-dialog.ts';

interface Fields {
  readonly reason: string;
  readonly days?: number;
  readonly proposed_unit?: string | null;
}
interface Props extends CaseDialogProps {
  readonly kind: CaseRequestKind;
  readonly children?: ReactNode;
}

/** Asks the hotline for something, with the reason by which it is ruled on. */
function RequestDialog({ one, kind, close, children }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const { id, version } = one;
  return (
    <FormDialog
      title={t(`cases.act.${kind}`)}
      okText={t('cases.ask_for_it')}
      form={form}
      save={({ reason, days = null, proposed_unit = null }) =>
        save(() =>
          call('POST /api/v1/cases/:id/requests', {
            params: { id },
            body: {
              ...{ version, kind, reason, proposed_unit },
              length: days === null ? null : lengthOf(one, days),
            },
          }),
        )
      }
      close={close}
    >
      <p className="muted">{t(`cases.request_hint.${kind}`)}</p>
      <Form.Item name="reason" label={t('common.reason')} rules={[required, { min: 2, whitespace: true }]}>
        <Input.TextArea rows={4} maxLength={500} autoFocus />
      </Form.Item>
      {children}
    </FormDialog>
  );
}

/** 退单: it is not for this unit to answer. */
export function ReturnDialog(props: CaseDialogProps) {
  const { t } = useTranslation();
  return (
    <RequestDialog {...props} kind="return">
      <Form.Item name="proposed_unit" label={t('cases.proposed_unit')}>
        <UnitSelect />
      </Form.Item>
    </RequestDialog>
  );
}

/** 延期: once, and before it is due. */
export function ExtensionDialog(props: CaseDialogProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const most = answerClock(props.one)?.rule.extension ?? null;
  const most_days = most === null ? undefined : daysOf(props.one, most);
  return (
    <RequestDialog {...props} kind="extension">
      <Form.Item
        name="days"
        label={t('cases.extension_days')}
        extra={most_days !== undefined && t('cases.extension_most', { n: most_days })}
        rules={[required]}
      >
        <InputNumber min={1} max={most_days} precision={0} />
      </Form.Item>
    </RequestDialog>
  );
}

/** 暂停: the answer waits for somebody else. */
export const PauseDialog = (props: CaseDialogProps) => <RequestDialog {...props} kind="pause" />;
