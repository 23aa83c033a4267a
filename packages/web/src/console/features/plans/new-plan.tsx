import type { PlanDocument, PlanTemplate } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Radio, Space } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED_BY_PLANS, useTemplates } from './queries.ts';
import { useSay } from './say.ts';

interface Fields {
  readonly name: string;
  readonly from: string;
}

const BLANK = '';

/** Adds a plan from one that every installation can start from, or with one empty phase. */
export function NewPlanDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const say = useSay();
  const save = useSaving(...CHANGED_BY_PLANS);
  const navigate = useNavigate();
  const required = useRequired();
  const templates = useTemplates();
  const [form] = Form.useForm<Fields>();
  const add = ({ name, from }: Fields) =>
    save(async () => {
      const document = documentOf(
        name,
        (known(templates) ?? []).find(({ key }) => key === from),
      );
      const { id } = await call('POST /api/v1/plans', { body: { document } });
      await navigate({ to: '/plans/$plan', params: { plan: String(id) } });
    });
  return (
    <FormDialog
      title={t('plans.new_plan')}
      okText={t('plans.create')}
      form={form}
      initial={{ name: '', from: BLANK }}
      save={add}
      close={close}
    >
      <p className="muted">{t('plans.new_hint')}</p>
      <Form.Item name="name" label={t('plans.name')} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Answer query={templates}>
        {(all) => (
          <Form.Item name="from" label={t('plans.from')}>
            <Radio.Group>
              <Space orientation="vertical">
                {all.map(({ key, document, about }) => (
                  <Radio key={key} value={key}>
                    {say(document.name)} <span className="muted">{say(about)}</span>
                  </Radio>
                ))}
                <Radio value={BLANK}>{t('plans.blank')}</Radio>
              </Space>
            </Radio.Group>
          </Form.Item>
        )}
      </Answer>
    </FormDialog>
  );
}

function documentOf(name: string, template: PlanTemplate | undefined): PlanDocument {
  if (template) return { ...template.document, name: { zh: name, en: '' } };
  return {
    ...{ name: { zh: name, en: '' }, kind: 'other', districts: null, routes: [] },
    basis: { source: '', dated: dayOf(platformNow()), assumed: true },
    begin: { how: 'hand', when: [] },
    phases: [
      {
        ...{ key: 'phase-1', name: { zh: '阶段一', en: 'Phase 1' }, tasks: [], messages: [] },
        transitions: [{ key: 'to-end', to: null, when: { kind: 'tasks_done' }, asks: true }],
      },
    ],
  };
}
