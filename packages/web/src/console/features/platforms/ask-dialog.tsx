import type { PlatformRequests } from '@opentocc/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { PLATFORM_TALK } from './queries.ts';

interface Fields {
  readonly source: number;
  readonly kind: 'post_check' | 'driver' | 'waybill' | 'live';
  readonly plate?: string;
  readonly question?: string;
  readonly within_min: number;
}

interface Props {
  readonly platforms: PlatformRequests['platforms'];
  close(): void;
}

const KINDS = ['post_check', 'driver', 'waybill', 'live'] as const;

/** Asks a platform whether somebody is on duty, or for the driver, the load or a picture of one of its vehicles. */
export function AskDialog({ platforms, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'post_check';
  const save = useSaving(PLATFORM_TALK);
  const connected = platforms.filter((one) => one.connected);
  return (
    <FormDialog
      title={t('platforms.ask_title')}
      okText={t('common.ok')}
      form={form}
      initial={{ source: connected[0]?.source, kind: 'post_check', within_min: 10 }}
      save={(fields) => save(() => call('POST /api/v1/interchange/requests', { body: fields }))}
      close={close}
    >
      <Form.Item name="source" label={t('platforms.platform')} rules={[required]}>
        <Select options={connected.map(({ source, name }) => ({ value: source, label: name[language] }))} />
      </Form.Item>
      <Form.Item name="kind" label={t('platforms.what')} rules={[required]}>
        <Select options={KINDS.map((value) => ({ value, label: t(`platforms.kinds.${value}`) }))} />
      </Form.Item>
      {kind === 'post_check' ? (
        <Form.Item
          name="question"
          label={t('platforms.question')}
          extra={t('platforms.question_hint')}
          rules={[required]}
        >
          <Input maxLength={200} />
        </Form.Item>
      ) : (
        <Form.Item name="plate" label={t('platforms.plate')} rules={[required]}>
          <Input maxLength={20} />
        </Form.Item>
      )}
      <Form.Item name="within_min" label={t('platforms.within')} rules={[required]}>
        <InputNumber min={1} max={240} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
