import type { NewCallExemption } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { EXEMPTIONS, STATISTICS } from './queries.ts';

type Fields = Pick<NewCallExemption, 'kind' | 'reason'>;

const KINDS = ['overload', 'outage'] as const;

/** Declares hours that are over; somebody else approves them. */
export function ExemptionDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const save = useSaving(EXEMPTIONS, STATISTICS);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  // The last whole hour.
  const [now_ms] = useState(() => Math.floor(platformNow() / HOUR_MS) * HOUR_MS);
  const [span, setSpan] = useState({ from_ms: now_ms - HOUR_MS, to_ms: now_ms });
  const field = { max_ms: now_ms + HOUR_MS, step_ms: 5 * MINUTE_MS };
  return (
    <FormDialog
      title={t('statistics.declare')}
      okText={t('statistics.declare')}
      form={form}
      initial={{ kind: 'overload' }}
      save={(fields) => save(() => call('POST /api/v1/calls/exemptions', { body: { ...fields, ...span } }))}
      close={close}
    >
      <Form.Item name="kind" label={t('statistics.exempt_kind')}>
        <Select options={KINDS.map((value) => ({ value, label: t(`statistics.exempt.${value}`) }))} />
      </Form.Item>
      <MomentField
        {...field}
        label={t('statistics.exempt_from')}
        at_ms={span.from_ms}
        onChange={(from_ms) => setSpan((before) => ({ ...before, from_ms }))}
      />
      <MomentField
        {...field}
        label={t('statistics.exempt_to')}
        at_ms={span.to_ms}
        onChange={(to_ms) => setSpan((before) => ({ ...before, to_ms }))}
      />
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
