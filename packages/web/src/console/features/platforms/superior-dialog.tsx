import type { SuperiorPlatform } from '@opentocc/contract';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { SUPERIORS, useSourceChoices } from './queries.ts';
import { type SuperiorFields, superiorBody } from './superior-body.ts';

interface Props {
  /** Undefined for a new one. */
  readonly superior: SuperiorPlatform | undefined;
  close(): void;
}

const EDITIONS = ['2019', '2011'].map((value) => ({ value, label: value }));

/** What we report upwards with. Its links end when this changes, and are dialled again. */
export function SuperiorDialog({ superior, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const [form] = Form.useForm<SuperiorFields>();
  const sources = useSourceChoices();
  const saving = useSaving(SUPERIORS);
  const save = (fields: SuperiorFields) =>
    saving(() => {
      const body = superiorBody(fields);
      return superior
        ? call('PUT /api/v1/superiors/:id', { params: { id: superior.id }, body })
        : call('POST /api/v1/superiors', { body });
    });
  const number = (name: 'port' | 'centre' | 'user' | 'sub_link_port', label: string, max: number) => (
    <Form.Item name={name} label={label} rules={[required]}>
      <InputNumber min={0} max={max} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <FormDialog
      title={superior?.name ?? t('platforms.add_superior')}
      okText={t('common.ok')}
      form={form}
      initial={superior ?? { edition: '2019', sub_link_port: 0, counts: true, enabled: true, sources: [] }}
      save={save}
      close={close}
    >
      <Form.Item name="name" label={t('platforms.superior')} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="host" label={t('platforms.address')} rules={[required]}>
        <Input maxLength={253} />
      </Form.Item>
      {number('port', t('platforms.port'), 65_535)}
      <Form.Item name="edition" label={t('platforms.edition')}>
        <Select options={EDITIONS} />
      </Form.Item>
      {number('centre', t('platforms.centre'), 0xffff_ffff)}
      {number('user', t('platforms.user'), 0xffff_ffff)}
      <Form.Item
        name="password"
        label={t('platforms.password')}
        extra={superior && t('platforms.unchanged')}
        rules={superior ? [] : [required]}
      >
        <Input.Password maxLength={8} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="cipher"
        label={t('platforms.cipher')}
        extra={t(superior?.encrypted ? 'platforms.unchanged' : 'platforms.cipher_hint')}
        rules={[{ pattern: /^\d{1,10},\d{1,10},\d{1,10}$/, message: t('platforms.cipher_hint') }]}
      >
        <Input maxLength={32} autoComplete="off" />
      </Form.Item>
      {number('sub_link_port', t('platforms.sub_link_port'), 65_535)}
      <Form.Item name="sources" label={t('platforms.reported')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={sources.map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
      </Form.Item>
      <Form.Item name="counts" valuePropName="checked">
        <Checkbox>{t('platforms.counts')}</Checkbox>
      </Form.Item>
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{t('platforms.enabled')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
