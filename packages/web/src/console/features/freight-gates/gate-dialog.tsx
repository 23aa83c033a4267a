import { Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CodeField } from './code-field.tsx';
import { GATES, useGateSites } from './queries.ts';

interface Fields {
  readonly code: string;
  readonly site: string;
  readonly zh: string;
  readonly en?: string;
  readonly lock?: string;
  readonly direction: 'in' | 'out' | 'both';
}

const DIRECTIONS = ['in', 'out', 'both'] as const;

export function GateDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const save = useSaving(GATES);
  const [form] = Form.useForm<Fields>();
  const sites = known(useGateSites());
  const rules = [useRequired()];
  const send = ({ code, site, zh, en = '', lock, direction }: Fields) => {
    const body = { site, name: { zh, en }, lock: lock?.trim() || code, direction, version: 0 };
    return save(() => call('PUT /api/v1/freight/gates/:code', { params: { code }, body }));
  };
  const title = t('freight-gates.add_gate');
  return (
    <FormDialog
      title={title}
      okText={title}
      form={form}
      initial={{ direction: 'both' }}
      save={send}
      close={close}
    >
      <CodeField />
      <Form.Item name="site" label={t('freight-gates.site')} rules={rules}>
        <Select
          loading={sites === undefined}
          options={sites?.map(({ code, name }) => ({ value: code, label: name[language] || name.zh }))}
        />
      </Form.Item>
      <Form.Item name="zh" label={t('freight-gates.name_zh')} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="en" label={t('freight-gates.name_en')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="direction" label={t('freight-gates.gate')} rules={rules}>
        <Select
          options={DIRECTIONS.map((value) => ({ value, label: t(`freight-gates.direction.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="lock" label={t('freight-gates.lock')} extra={t('freight-gates.lock_hint')}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}
