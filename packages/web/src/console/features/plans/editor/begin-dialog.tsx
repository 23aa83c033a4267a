import { Form } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { type ConditionFields, ConditionForm, conditionOf } from './condition-fields.tsx';
import { RemoveButton } from './fields.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

/** What means something before a plan runs. */
const KINDS = ['warning', 'threshold', 'situation'] as const;

/** A condition to begin the plan; a new one where `at` is past the last. */
export function BeginDialog({ editor, at, close }: { editor: PlanEditor; at: number; close(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<ConditionFields>();
  const { document, change } = editor;
  const { begin } = document;
  const found = begin.when[at];
  const put = (when: typeof begin.when) => change({ ...document, begin: { ...begin, when } });
  return (
    <FormDialog
      title={t('plans.editor.begin_when')}
      okText={t('plans.editor.done')}
      form={form}
      initial={found ?? { kind: 'warning' }}
      save={async (fields) => put(begin.when.toSpliced(at, 1, conditionOf(fields)))}
      close={close}
    >
      <ConditionForm kinds={KINDS} />
      <RemoveButton
        isNew={!found}
        remove={() => {
          put(begin.when.toSpliced(at, 1));
          close();
        }}
      />
    </FormDialog>
  );
}
