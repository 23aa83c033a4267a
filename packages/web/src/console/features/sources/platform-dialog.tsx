import type { ForwardingPlatform, SourceHealth } from '@opentocc/contract';
import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAction, useSaving } from '../../ui/use-action.ts';
import { type PlatformFields, platformBody } from './platform-body.ts';
import { INTERCHANGE } from './queries.ts';

interface Props {
  readonly source: SourceHealth;
  readonly platform: ForwardingPlatform | undefined;
  close(): void;
}

/** What the platform of a source is registered with. Its links end when this changes, and it logs in again. */
export function PlatformDialog({ source, platform, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [form] = Form.useForm<PlatformFields>();
  const act = useSaving(INTERCHANGE, 'sources');
  const remove = useAction(INTERCHANGE, 'sources');
  const params = { id: source.id };
  const save = (fields: PlatformFields) =>
    act(() => call('PUT /api/v1/sources/:id/platform', { params, body: platformBody(fields) }));
  const { centre, user, sub_link_host } = platform ?? {};
  return (
    <FormDialog
      title={t('sources.platforms.of', { name: source.name[language] })}
      okText={t('common.ok')}
      form={form}
      initial={{ centre, user, sub_link_host: sub_link_host ?? undefined }}
      save={save}
      close={close}
    >
      <NumberItem name="centre" label={t('sources.platforms.centre')} />
      <NumberItem name="user" label={t('sources.platforms.user')} />
      <Form.Item
        name="sub_link_host"
        label={t('sources.platforms.sub_link_host')}
        extra={t('sources.platforms.sub_link_host_hint')}
      >
        <Input maxLength={253} />
      </Form.Item>
      <Form.Item
        name="cipher"
        label={t('sources.platforms.cipher')}
        extra={t(platform?.encrypted ? 'sources.platforms.cipher_set' : 'sources.platforms.cipher_hint')}
        rules={[{ pattern: /^\d{1,10},\d{1,10},\d{1,10}$/, message: t('sources.platforms.cipher_hint') }]}
      >
        <Input maxLength={32} autoComplete="off" />
      </Form.Item>
      {platform?.encrypted && (
        <Form.Item name="is_plain" valuePropName="checked">
          <Checkbox>{t('sources.platforms.plain')}</Checkbox>
        </Form.Item>
      )}
      {platform && (
        <Confirm
          title={t('sources.platforms.remove')}
          description={t('sources.platforms.remove_text')}
          isDanger
          onConfirm={async () => {
            await remove(() => call('DELETE /api/v1/sources/:id/platform', { params }));
            close();
          }}
        >
          <Button danger>{t('sources.platforms.remove')}</Button>
        </Confirm>
      )}
    </FormDialog>
  );
}

function NumberItem({ name, label }: { readonly name: 'centre' | 'user'; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('sources.platforms.number') }]}>
      <InputNumber min={0} max={0xffff_ffff} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  );
}
