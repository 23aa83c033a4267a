import { Checkbox, Form, Select } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSay } from '../say.ts';
import { type ConditionFields, ConditionForm, conditionOf } from './condition-fields.tsx';
import { newKey, putPart, removePart } from './document.ts';
import { RemoveButton } from './fields.tsx';
import type { PartDialogProps } from './opened-part.ts';

interface Fields extends ConditionFields {
  readonly to: string;
  readonly asks: boolean;
}

/** The end of the plan, in a select, which has no null. */
const END = '';
const KINDS = [
  ...(['hold', 'clock', 'threshold', 'warning', 'warning_over', 'situation'] as const),
  ...(['tasks_done', 'approval'] as const),
];

export function TransitionDialog({ editor, opened: { phase, key }, close }: PartDialogProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [form] = Form.useForm<Fields>();
  const { document, change } = editor;
  const transitions = document.phases.find((one) => one.key === phase)?.transitions ?? [];
  const transition = transitions.find((one) => one.key === key);
  const save = async ({ to, asks, ...when }: Fields) => {
    const part = { key: key ?? newKey('to', transitions), to: to || null, asks, when: conditionOf(when) };
    change(putPart(document, phase, 'transitions', part));
  };
  const phases = document.phases.filter((one) => one.key !== phase);
  return (
    <FormDialog
      title={t(transition ? 'plans.editor.transition' : 'plans.editor.add_transition')}
      okText={t('plans.editor.done')}
      form={form}
      initial={
        transition
          ? { to: transition.to ?? END, asks: transition.asks, ...transition.when }
          : { to: END, asks: true, kind: 'warning' }
      }
      save={save}
      close={close}
    >
      <Form.Item name="to" label={t('plans.editor.to')}>
        <Select
          options={[
            ...phases.map((one) => ({ value: one.key, label: say(one.name) })),
            { value: END, label: t('plans.editor.end') },
          ]}
        />
      </Form.Item>
      <ConditionForm kinds={KINDS} />
      <Form.Item name="asks" valuePropName="checked" extra={t('plans.editor.asks_hint')}>
        <Checkbox>{t('plans.editor.asks')}</Checkbox>
      </Form.Item>
      <RemoveButton
        isNew={!transition}
        remove={() => {
          change(removePart(document, phase, 'transitions', key ?? ''));
          close();
        }}
      />
    </FormDialog>
  );
}
