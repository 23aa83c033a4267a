import type { RunTask } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED_BY_PLANS, usePlanChoices } from '../queries.ts';
import { useSay } from '../say.ts';

export type TaskDialogKind = 'refuse' | 'finish' | 'give' | 'withdraw' | 'pause' | 'resume' | 'extend';

interface Fields {
  readonly reason: string;
  readonly unit: string;
  readonly text: string;
  readonly attachments: string;
  readonly extend_min: number;
}

const PAUSES = { pause: 'paused', resume: 'resumed' } as const;

const REASON = 300;

/** Asks for the reason, the evidence or the unit that an act on a task needs. */
export function TaskDialog({ kind, task, close }: { kind: TaskDialogKind; task: RunTask; close(): void }) {
  const { t } = useTranslation();
  const say = useSay();
  const save = useSaving(...CHANGED_BY_PLANS);
  const [form] = Form.useForm<Fields>();
  return (
    <FormDialog
      title={t(`plans.tasks.${kind}_title`, { name: say(task.name) })}
      okText={t(`plans.tasks.${kind}`)}
      form={form}
      initial={{ reason: '', text: '', attachments: '' }}
      save={(fields) => save(() => send(kind, task, fields))}
      close={close}
    >
      {kind === 'finish' ? <EvidenceFields asked={task.evidence_asked} /> : <ReasonField />}
      {kind === 'give' && <UnitField except={task.unit} />}
      {kind === 'extend' && <LengthField most_min={(task.done_by.clock.rule.extension ?? 0) / MINUTE_MS} />}
    </FormDialog>
  );
}

function send(kind: TaskDialogKind, { id, rev }: RunTask, fields: Fields) {
  const { reason, unit, text, attachments, extend_min } = fields;
  const params = { id };
  if (kind === 'extend') {
    const act = { kind: 'extended' as const, reason, length: extend_min * MINUTE_MS };
    return call('POST /api/v1/plan-tasks/:id/clock', { params, body: { rev, act } });
  }
  if (kind === 'pause' || kind === 'resume') {
    const act = { kind: PAUSES[kind], reason };
    return call('POST /api/v1/plan-tasks/:id/clock', { params, body: { rev, act } });
  }
  if (kind === 'refuse')
    return call('POST /api/v1/plan-tasks/:id/refusal', { params, body: { rev, reason } });
  if (kind === 'withdraw')
    return call('POST /api/v1/plan-tasks/:id/withdrawal', { params, body: { rev, reason } });
  if (kind === 'give')
    return call('POST /api/v1/plan-tasks/:id/unit', { params, body: { rev, reason, unit } });
  const files = attachments
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return call('POST /api/v1/plan-tasks/:id/completion', {
    params,
    body: { rev, evidence: { text, attachments: files } },
  });
}

function ReasonField() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item
      name="reason"
      label={t('plans.tasks.reason')}
      rules={[required, { min: 2, message: t('common.required') }]}
    >
      <Input maxLength={REASON} />
    </Form.Item>
  );
}

function LengthField({ most_min }: { readonly most_min: number }) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item
      name="extend_min"
      label={t('plans.tasks.extend_min', { most: most_min })}
      rules={[required]}
      initialValue={Math.min(30, most_min)}
    >
      <InputNumber min={1} max={most_min} precision={0} />
    </Form.Item>
  );
}

function EvidenceFields({ asked }: { readonly asked: RunTask['evidence_asked'] }) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <Form.Item name="text" label={t('plans.tasks.what_done')} rules={asked === 'text' ? [required] : []}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="attachments"
        label={t('plans.tasks.attachments')}
        rules={asked === 'attachment' ? [required] : []}
      >
        <Input.TextArea rows={2} maxLength={3000} />
      </Form.Item>
    </>
  );
}

function UnitField({ except }: { readonly except: string }) {
  const { t } = useTranslation();
  const say = useSay();
  const required = useRequired();
  const units = known(usePlanChoices())?.units ?? [];
  const options = units
    .filter(({ code }) => code !== except)
    .map(({ code, name }) => ({ value: code, label: say(name) }));
  return (
    <Form.Item name="unit" label={t('plans.tasks.unit')} rules={[required]}>
      <Select showSearch optionFilterProp="label" options={options} />
    </Form.Item>
  );
}
