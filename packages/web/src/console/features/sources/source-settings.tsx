import type { SourceHealth, SourceSettings } from '@opentocc/contract';
import { Button, Form, InputNumber, Modal } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { SourceFields } from './source-fields.tsx';

interface Props {
  readonly source: SourceHealth;
  close(): void;
}

/** What is agreed with a source. A datum set here corrects every position that comes from then on. */
export function SourceSettingsDialog({ source, close }: Props) {
  useFocusBack();
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction('sources');
  const [form] = Form.useForm<SourceSettings>();
  const save = async () => {
    const { quota_per_s = null, ...settings } = await form.validateFields();
    await act(() =>
      call('PATCH /api/v1/sources/:id', { params: { id: source.id }, body: { ...settings, quota_per_s } }),
    );
    close();
  };
  const { name, owner, datum, report_interval_s, quota_per_s } = source;
  const retire = async () => {
    const params = { id: source.id };
    await act(() =>
      source.retired_ms === null
        ? call('POST /api/v1/sources/:id/retirement', { params })
        : call('DELETE /api/v1/sources/:id/retirement', { params }),
    );
    close();
  };
  return (
    <Modal
      open
      title={t('sources.settings_of', { name: source.name[language] })}
      okText={t('common.ok')}
      cancelText={t('common.cancel')}
      onOk={save}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name, owner, datum, report_interval_s, quota_per_s }}
      >
        <SourceFields datum_hint={t('sources.datum_hint')} />
        <Form.Item name="quota_per_s" label={t('sources.quota')} extra={t('sources.quota_hint')}>
          <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </Form>
      {source.retired_ms === null ? (
        <Confirm title={t('sources.retire')} description={t('sources.retire_text')} onConfirm={retire}>
          <Button danger>{t('sources.retire')}</Button>
        </Confirm>
      ) : (
        <Button onClick={retire}>{t('sources.restore')}</Button>
      )}
    </Modal>
  );
}
