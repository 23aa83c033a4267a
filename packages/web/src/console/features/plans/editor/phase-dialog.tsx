import { Form } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSay } from '../say.ts';
import { newKey, putPhase, removePhase } from './document.ts';
import { RemoveButton, WordsFields } from './fields.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

interface Props {
  readonly editor: PlanEditor;
  /** Its key; empty for a new one. */
  readonly phase: string;
  close(): void;
}

export function PhaseDialog({ editor: { document, change }, phase, close }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const [form] = Form.useForm<{ name: { zh: string; en: string } }>();
  const found = document.phases.find(({ key }) => key === phase);
  const fresh = { key: newKey('phase', document.phases), tasks: [], messages: [], transitions: [] };
  return (
    <FormDialog
      title={found ? t('plans.editor.phase_of', { name: say(found.name) }) : t('plans.editor.add_phase')}
      okText={t('plans.editor.done')}
      form={form}
      initial={{ name: found?.name ?? { zh: '', en: '' } }}
      save={async ({ name }) => change(putPhase(document, { ...(found ?? fresh), name }))}
      close={close}
    >
      <WordsFields name="name" label={t('plans.editor.phase')} most={40} />
      <RemoveButton
        isNew={!found}
        remove={() => {
          change(removePhase(document, phase));
          close();
        }}
      />
    </FormDialog>
  );
}
