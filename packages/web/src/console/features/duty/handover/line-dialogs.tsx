import type { HandoverKind, HandoverLine, RefusalReason } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { DUTY } from '../queries.ts';

interface Props {
  /** Of the handover. */
  readonly id: number;
  close(): void;
}
interface LineProps extends Props {
  readonly line: HandoverLine;
}

const REASONS = [
  'unclear_state',
  'records',
  'tools',
  'unsolved',
  'other',
] as const satisfies readonly RefusalReason[];
const KINDS = [
  'promise',
  'situation',
  'fault',
  'task',
  'warning',
  'silence',
] as const satisfies readonly HandoverKind[];

export function RefuseDialog({ id, line, close }: LineProps) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [form] = Form.useForm<{ reason: RefusalReason; text: string }>();
  const save = useSaving(DUTY);
  const required = useRequired();
  return (
    <FormDialog
      title={`${t('duty.refuse')} · ${line.title[language]}`}
      okText={t('duty.refuse')}
      form={form}
      initial={{ reason: 'unclear_state' }}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/duty/handovers/:id/refusals', {
            params: { id },
            body: { line: line.id, ...fields },
          }),
        )
      }
      close={close}
    >
      <Form.Item name="reason" label={t('duty.reason')} rules={[required]}>
        <Select options={REASONS.map((value) => ({ value, label: t(`duty.reasons.${value}`) }))} />
      </Form.Item>
      <TextItem label={t('duty.what_is_missing')} />
    </FormDialog>
  );
}

export function AnswerDialog({ id, line, close }: LineProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ text: string }>();
  const save = useSaving(DUTY);
  return (
    <FormDialog
      title={t('duty.answer')}
      okText={t('duty.answer')}
      form={form}
      save={({ text }) =>
        save(() =>
          call('POST /api/v1/duty/handovers/:id/answers', { params: { id }, body: { line: line.id, text } }),
        )
      }
      close={close}
    >
      {line.reason && (
        <p className="note">
          {t(`duty.reasons.${line.reason}`)}：{line.note}
        </p>
      )}
      <TextItem label={t('duty.answer_text')} />
    </FormDialog>
  );
}

export function AddLineDialog({ id, close }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ kind: HandoverKind; text: string }>();
  const save = useSaving(DUTY);
  const required = useRequired();
  return (
    <FormDialog
      title={t('duty.add_line')}
      okText={t('common.ok')}
      form={form}
      initial={{ kind: 'promise' }}
      save={(body) => save(() => call('POST /api/v1/duty/handovers/:id/lines', { params: { id }, body }))}
      close={close}
    >
      <Form.Item name="kind" label={t('duty.kind')} rules={[required]}>
        <Select options={KINDS.map((value) => ({ value, label: t(`duty.kinds.${value}`) }))} />
      </Form.Item>
      <TextItem label={t('duty.line_text')} />
    </FormDialog>
  );
}

export function CancelDialog({ id, close }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ text: string }>();
  const save = useSaving(DUTY);
  return (
    <FormDialog
      title={t('duty.cancel_handover')}
      okText={t('duty.cancel_handover')}
      form={form}
      save={(body) =>
        save(() => call('POST /api/v1/duty/handovers/:id/cancellation', { params: { id }, body }))
      }
      close={close}
    >
      <TextItem label={t('duty.reason')} />
    </FormDialog>
  );
}

function TextItem({ label }: { readonly label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item name="text" label={label} rules={[useRequired(), { min: 2, message: t('common.required') }]}>
      <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
    </Form.Item>
  );
}
