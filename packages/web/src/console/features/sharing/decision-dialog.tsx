import type { SharedItem } from '@opentocc/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useDistrictOptions, useUnitName } from '../../session/directory.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import type { Deciding } from './application-acts.tsx';
import { useSharingRules } from './sharing-rules.ts';

interface Fields {
  quota_per_day: number;
  quota_per_minute: number;
  expires_days: number;
  /** How far the key reads: as the applicant's unit, the whole city, or the districts chosen. */
  reach: 'unit' | 'city' | 'districts';
  districts?: string[];
  decision: string;
}

interface Props extends Deciding {
  readonly item: SharedItem | undefined;
  close(): void;
}

/** Approves with quotas, a reach and an end, or refuses with a reason. */
export function DecisionDialog({ application, approve, item, close }: Props) {
  const { t } = useTranslation();
  const act = useSaving('sharing-applications');
  const unitName = useUnitName();
  const rules = known(useSharingRules());
  const [form] = Form.useForm<Fields>();
  const required = useRequired();
  const title = t(approve ? 'sharing.approve' : 'sharing.refuse');
  const decide = (fields: Fields) => {
    const params = { id: application.id };
    return act(() =>
      approve
        ? call('POST /api/v1/sharing/applications/:id/approval', { params, body: approvalOf(fields) })
        : call('POST /api/v1/sharing/applications/:id/refusal', {
            params,
            body: { decision: fields.decision },
          }),
    );
  };
  return (
    <FormDialog
      title={`${title} · ${unitName(application.unit)}`}
      okText={title}
      form={form}
      initial={{
        quota_per_day: item?.quota_per_day,
        quota_per_minute: item?.quota_per_minute,
        expires_days: rules?.expires_days,
        reach: 'unit',
        decision: '',
      }}
      save={decide}
      close={close}
    >
      <p className="muted">{application.purpose}</p>
      {approve && <Limits />}
      <Form.Item
        name="decision"
        label={t('sharing.decision')}
        rules={approve ? [] : [required, { min: 2, message: t('common.required') }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

function Limits() {
  const { t } = useTranslation();
  const districts = useDistrictOptions();
  const rules = [useRequired()];
  const reach = Form.useWatch<Fields['reach']>('reach');
  const reaches = (['unit', 'city', 'districts'] as const).map((value) => ({
    value,
    label: t(`sharing.key_reach.${value}`),
  }));
  return (
    <>
      <div className="form-row">
        <Form.Item name="quota_per_day" label={t('sharing.quota')} rules={rules}>
          <InputNumber min={1} max={100_000_000} />
        </Form.Item>
        <Form.Item name="quota_per_minute" label={t('sharing.quota_minute')} rules={rules}>
          <InputNumber min={1} max={100_000} />
        </Form.Item>
        <Form.Item name="expires_days" label={t('sharing.expires_days')} rules={rules}>
          <InputNumber min={1} max={1_096} />
        </Form.Item>
      </div>
      <Form.Item name="reach" label={t('sharing.key_reach_label')}>
        <Select options={reaches} />
      </Form.Item>
      {reach === 'districts' && (
        <Form.Item name="districts" label={t('common.area')} rules={rules}>
          <Select mode="multiple" options={districts} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
    </>
  );
}

function approvalOf({ reach, districts, ...limits }: Fields) {
  return { ...limits, districts: { unit: undefined, city: null, districts }[reach] };
}
