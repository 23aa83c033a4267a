import type { Consignment } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { COLD } from './queries.ts';

interface Fields {
  readonly paper: string;
  readonly laboratory: string;
  readonly signed_by: string;
  readonly passed: boolean;
}

interface Props {
  readonly consignment: Consignment;
  close(): void;
}

/** A result with its paper, who signed it, and when the sample was taken: after the goods came. */
export function TestDialog({ consignment: { id, version, arrived_ms }, close }: Props) {
  const { t } = useTranslation();
  const required = useRequired();
  const save = useSaving(COLD);
  const [form] = Form.useForm<Fields>();
  const [sampled_ms, setSampled] = useState(() => Math.max(arrived_ms ?? 0, platformNow()));
  return (
    <FormDialog
      title={t('freight_cold_chain.enter_test')}
      okText={t('common.ok')}
      form={form}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/freight/cold-chain/consignments/:id/test', {
            params: { id },
            body: { version, sampled_ms, note: '', ...fields },
          }),
        )
      }
      close={close}
    >
      {(['laboratory', 'paper', 'signed_by'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(`freight_cold_chain.${name}`)} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
      ))}
      <MomentField
        label={t('freight_cold_chain.sampled')}
        at_ms={sampled_ms}
        max_ms={Math.max(sampled_ms, platformNow())}
        step_ms={MINUTE_MS}
        onChange={setSampled}
      />
      <Form.Item name="passed" label={t('freight_cold_chain.result')} rules={[required]}>
        <Radio.Group
          options={[
            { value: true, label: t('freight_cold_chain.state.passed') },
            { value: false, label: t('freight_cold_chain.state.failed') },
          ]}
        />
      </Form.Item>
    </FormDialog>
  );
}
