import type { PlanDocument } from '@opentocc/contract';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useDistrictOptions } from '../../../session/directory.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRequired } from '../../../ui/use-required.ts';
import { WordsFields } from './fields.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

interface Fields extends Pick<PlanDocument, 'name' | 'kind'> {
  readonly how: PlanDocument['begin']['how'];
  readonly districts: string[];
  readonly source: string;
  readonly dated: string;
  readonly assumed: boolean;
}

const KINDS = ['typhoon', 'rain', 'road_cut', 'metro_stop', 'crowd', 'other'] as const;
const HOW = ['hand', 'approval', 'auto'] as const;

export function HeadDialog({ editor, close }: { readonly editor: PlanEditor; close(): void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const { document, change } = editor;
  const { name, kind, districts, basis, begin } = document;
  const save = async ({ how, districts: chosen, source, dated, assumed, ...fields }: Fields) =>
    change({
      ...{ ...document, ...fields, districts: chosen.length === 0 ? null : chosen },
      ...{ basis: { source, dated, assumed }, begin: { ...begin, how } },
    });
  return (
    <FormDialog
      title={t('plans.editor.head')}
      okText={t('plans.editor.done')}
      form={form}
      initial={{ name, kind, how: begin.how, districts: districts ?? [], ...basis }}
      save={save}
      close={close}
    >
      <WordsFields name="name" label={t('plans.name')} most={60} />
      <div className="plans-pair">
        <Form.Item name="kind" label={t('plans.kind')}>
          <Select options={KINDS.map((value) => ({ value, label: t(`plans.kinds.${value}`) }))} />
        </Form.Item>
        <Form.Item name="how" label={t('plans.begins')}>
          <Select options={HOW.map((value) => ({ value, label: t(`plans.how.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="districts" label={t('plans.editor.districts')} extra={t('plans.start.where_all')}>
        <Select mode="multiple" allowClear optionFilterProp="label" options={useDistrictOptions()} />
      </Form.Item>
      <Form.Item name="source" label={t('plans.editor.source')}>
        <Input.TextArea rows={2} maxLength={400} />
      </Form.Item>
      <Form.Item
        name="dated"
        label={t('plans.editor.dated')}
        rules={[required, { pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'yyyy-mm-dd' }]}
      >
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="assumed" valuePropName="checked">
        <Checkbox>{t('plans.editor.assumed')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
