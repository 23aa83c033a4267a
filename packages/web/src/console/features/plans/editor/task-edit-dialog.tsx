import type { PlanTask } from '@opentocc/contract';
import { Form, Select } from 'antd';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { usePlanChoices } from '../queries.ts';
import { useSay } from '../say.ts';
import { movePart, newKey, putPart, removePart } from './document.ts';
import { MinutesField, RemoveButton, TagField, WordsFields } from './fields.tsx';
import type { PartDialogProps } from './opened-part.ts';

type Fields = Omit<PlanTask, 'key' | 'role' | 'routes'> & {
  readonly phase: string;
  readonly role: string;
  readonly routes: string;
};

/** None, in a select, which has no null. */
const NONE = '';

const FRESH = {
  ...{ name: { zh: '', en: '' }, detail: { zh: '', en: '' }, tag: '', role: NONE, routes: NONE },
  ...{ start_min: 0, accept_min: 15, due_min: 60, evidence: 'text' as const },
};

export function TaskEditDialog({ editor, opened: { phase, key }, close }: PartDialogProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [form] = Form.useForm<Fields>();
  const { document, change } = editor;
  const tasks = document.phases.find((one) => one.key === phase)?.tasks ?? [];
  const task = tasks.find((one) => one.key === key);
  const save = async ({ phase: to, role, routes, detail, ...fields }: Fields) => {
    const part: PlanTask = {
      ...{ ...fields, key: key ?? newKey('task', tasks), role: role || null, routes: routes || null },
      detail: detail?.zh ? detail : null,
    };
    change(movePart(putPart(document, phase, 'tasks', part), phase, to, 'tasks', part.key));
  };
  const initial = task && {
    ...{ ...task, role: task.role ?? NONE, routes: task.routes ?? NONE },
    detail: task.detail ?? FRESH.detail,
  };
  return (
    <FormDialog
      title={task ? t('plans.editor.task_of', { name: say(task.name) }) : t('plans.editor.add_task')}
      okText={t('plans.editor.done')}
      form={form}
      initial={{ ...(initial ?? { ...FRESH, tag: undefined }), phase }}
      width={640}
      save={save}
      close={close}
    >
      <WordsFields name="name" label={t('plans.editor.task')} most={80} />
      <WordsFields name="detail" label={t('plans.editor.detail')} most={600} isLong isNeeded={false} />
      <TagField name="tag" label={t('plans.editor.tag')} />
      <div className="plans-pair">
        <MinutesField name="start_min" label={t('plans.editor.start_min')} />
        <MinutesField name="accept_min" label={t('plans.editor.accept_min')} />
        <MinutesField name="due_min" label={t('plans.editor.due_min')} />
      </div>
      <TaskChoices editor={editor} />
      <RemoveButton
        isNew={!task}
        remove={() => {
          change(removePart(document, phase, 'tasks', key ?? ''));
          close();
        }}
      />
    </FormDialog>
  );
}

function TaskChoices({ editor: { document } }: Pick<PartDialogProps, 'editor'>) {
  const { t } = useTranslation();
  const say = useSay();
  const roles = known(usePlanChoices())?.roles ?? [];
  const named = (all: readonly { key: string; name: { zh: string; en?: string } }[]) =>
    all.map(({ key, name }) => ({ value: key, label: say(name) }));
  const evidence = (['none', 'text', 'attachment'] as const).map((value) => ({
    value,
    label: t(`plans.editor.evidence_kinds.${value}`),
  }));
  return (
    <div className="plans-pair">
      <Form.Item name="evidence" label={t('plans.editor.evidence')}>
        <Select options={evidence} />
      </Form.Item>
      <Form.Item name="role" label={t('plans.editor.role')}>
        <Select options={[{ value: NONE, label: t('plans.editor.any_role') }, ...named(roles)]} />
      </Form.Item>
      <Form.Item name="routes" label={t('plans.editor.route_list')}>
        <Select options={[{ value: NONE, label: t('plans.editor.no_routes') }, ...named(document.routes)]} />
      </Form.Item>
      <Form.Item name="phase" label={t('plans.editor.phase')}>
        <Select options={named(document.phases)} />
      </Form.Item>
    </div>
  );
}
