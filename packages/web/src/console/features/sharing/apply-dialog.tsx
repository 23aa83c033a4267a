import type { SharedItem } from '@opentocc/contract';
import { Form, Input } from 'antd';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useUnits } from '../../session/directory.ts';
import { useSession } from '../../session/session.ts';
import { UnitPicker } from '../../session/unit-picker.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

interface Fields {
  unit: string;
  device?: string;
  purpose: string;
}

/** An application, for one of the units that the caller may apply for. */
export function ApplyDialog({ item, close }: { item: SharedItem; close(): void }) {
  const { t } = useTranslation();
  const act = useSaving('sharing-applications');
  const language = useStore(languageStore);
  const reach = useSession().reach['sharing:apply']?.units ?? null;
  const first = known(useUnits())?.find(({ code }) => reach === null || reach.includes(code));
  const [form] = Form.useForm<Fields>();
  const required = useRequired();
  const apply = ({ device, ...fields }: Fields) =>
    act(() =>
      call('POST /api/v1/sharing/applications', {
        body: { item: item.code, device: device || null, ...fields },
      }),
    );
  return (
    <FormDialog
      title={`${t('sharing.apply')} · ${item.name[language]}`}
      okText={t('sharing.apply')}
      form={form}
      initial={{ unit: first?.code }}
      save={apply}
      close={close}
    >
      <Form.Item name="unit" label={t('common.unit')} rules={[required]}>
        <UnitPicker offers={({ code }) => reach === null || reach.includes(code)} />
      </Form.Item>
      <Form.Item name="device" label={t('sharing.device')} extra={t('sharing.device_hint')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('sharing.purpose')}
        rules={[required, { min: 4, max: 500, message: t('sharing.purpose_rule') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}
