import type { DutyPost } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { DUTY, usePeople } from '../queries.ts';
import { HoursField } from './hours-field.tsx';

interface Fields {
  unit: string;
  zh: string;
  en: string;
  rank: number;
  fallback?: string;
  hours: DutyPost['hours'];
}

interface Props {
  /** The one that is changed; without it a new one is made. */
  readonly post?: DutyPost;
  close(): void;
}

const fieldsOf = ({ unit, name, rank, fallback, hours }: DutyPost): Fields => ({
  ...{ unit, zh: name.zh, en: name.en, rank, hours },
  ...(fallback !== null && { fallback }),
});

/** A post: of which unit, its hours, in which order it is asked, and who is asked where nobody is on duty. */
export function PostDialog({ post, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [form] = Form.useForm<Fields>();
  const save = useSaving(DUTY);
  const required = useRequired();
  const units = useQuery({ queryKey: ['units'], queryFn: () => call('GET /api/v1/units') });
  const store = ({ zh, en, unit, fallback, ...rest }: Fields) => {
    const fields = { ...rest, fallback: fallback ?? null, name: { zh, en } };
    if (!post) return save(() => call('POST /api/v1/duty/posts', { body: { ...fields, unit } }));
    const { id, version } = post;
    const body = { ...fields, version };
    return save(() => call('PUT /api/v1/duty/posts/:id', { params: { id }, body }));
  };
  return (
    <FormDialog
      title={t(post ? 'duty.change_post' : 'duty.add_post')}
      okText={t('common.ok')}
      form={form}
      initial={post ? fieldsOf(post) : { unit: 'city', rank: 1, hours: null }}
      save={store}
      close={close}
    >
      <Form.Item name="zh" label={t('duty.name_zh')} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="en" label={t('duty.name_en')} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="unit" label={t('duty.unit')} rules={[required]}>
        <Select
          disabled={post !== undefined}
          options={known(units)?.map(({ code, name }) => ({ value: code, label: name[language] }))}
        />
      </Form.Item>
      <Form.Item name="rank" label={t('duty.rank')} rules={[required]}>
        <InputNumber min={1} max={99} />
      </Form.Item>
      <Form.Item name="hours" label={t('duty.post_hours')}>
        <HoursField label={t('duty.post_hours')} />
      </Form.Item>
      <Form.Item name="fallback" label={t('duty.fallback')}>
        <Select
          allowClear
          options={known(usePeople())?.map(({ principal, name }) => ({ value: principal, label: name }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
