import type { Plan } from '@opentocc/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Checkbox, Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useDistrictOptions } from '../../session/directory.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { plansSearch } from './address.ts';
import { CHANGED_BY_PLANS } from './queries.ts';
import { useSay } from './say.ts';

interface Fields {
  readonly drill: boolean;
  readonly districts: string[];
  readonly note: string;
}

/** Starts a plan, or asks for the approval of a second person. */
export function StartDialog({ plan, close }: { readonly plan: Plan; close(): void }) {
  const { t } = useTranslation();
  const say = useSay();
  const save = useSaving(...CHANGED_BY_PLANS);
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const { situation = null } = plansSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const options = useDistrictOptions().filter(({ value }) => plan.districts?.includes(value) ?? true);
  const start = ({ drill, districts, note }: Fields) =>
    save(async () => {
      const body = { drill, note, situation, districts: districts.length === 0 ? null : districts };
      const run = await call('POST /api/v1/plans/:id/runs', { params: { id: plan.id }, body });
      await navigate({ to: '/plans/runs/$run', params: { run: String(run.id) } });
    });
  return (
    <FormDialog
      title={t('plans.start.title', { name: say(plan.name) })}
      okText={plan.begins === 'approval' ? t('plans.start.ask') : t('plans.start.act')}
      form={form}
      initial={{ drill: false, districts: [], note: '' }}
      save={start}
      close={close}
    >
      {plan.begins === 'approval' && <p className="note">{t('plans.start.approval_hint')}</p>}
      {situation !== null && <p className="muted">{t('plans.runs.situation', { id: situation })}</p>}
      <Form.Item name="drill" valuePropName="checked" extra={t('plans.start.drill_hint')}>
        <Checkbox>{t('plans.start.drill')}</Checkbox>
      </Form.Item>
      <Form.Item name="districts" label={t('plans.start.where')} extra={t('plans.start.where_all')}>
        <Select mode="multiple" allowClear options={options} optionFilterProp="label" />
      </Form.Item>
      <Form.Item name="note" label={t('plans.start.note')}>
        <Input.TextArea maxLength={300} rows={2} />
      </Form.Item>
    </FormDialog>
  );
}
