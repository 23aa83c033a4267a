import type { FreightPortState } from '@opentocc/contract';
import { FREIGHT_PORTS } from '@opentocc/core/freight';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { Button, Checkbox, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { HoursInput } from '../draft/hours-input.tsx';
import { useChoices } from '../draft/scope-fields.tsx';
import { WordsFields } from '../draft/words-fields.tsx';
import { EndInput, MomentInput } from '../moment-input.tsx';
import { REGIMES } from '../queries.ts';
import { usePortName } from '../words.tsx';

/** Announces that a port closes, or from when on it has other hours. */
export function NewState() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('freight-regimes.new_state')}
      </Button>
      {isOpen && <NewStateDialog close={() => setOpen(false)} />}
    </>
  );
}

function NewStateDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const save = useSaving(REGIMES);
  const portName = usePortName();
  const [form] = Form.useForm<FreightPortState>();
  const now_ms = Math.ceil(platformNow() / MINUTE_MS) * MINUTE_MS;
  const from_ms = Form.useWatch('from_ms', form) ?? now_ms;
  const state = Form.useWatch('state', form) ?? 'closed';
  return (
    <FormDialog
      title={t('freight-regimes.new_state')}
      okText={t('freight-regimes.announce')}
      form={form}
      width={640}
      initial={{
        ...{ state: 'closed', directions: [], classes: [], hours: [], from_ms: now_ms, assumed: false },
        to_ms: now_ms + 4 * HOUR_MS,
      }}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/freight/port-states', {
            body: { ...fields, hours: fields.state === 'closed' ? [] : (fields.hours ?? []) },
          }),
        )
      }
      close={close}
    >
      <Form.Item name="port" label={t('freight-regimes.port')} rules={[required]}>
        <Select options={FREIGHT_PORTS.map((value) => ({ value, label: portName(value) }))} />
      </Form.Item>
      <Form.Item name="state" label={t('freight-regimes.becomes')}>
        <Radio.Group
          options={(['closed', 'open'] as const).map((value) => ({
            value,
            label: t(`freight-regimes.port_state.${value}`),
          }))}
        />
      </Form.Item>
      <ForWhom />
      <Form.Item name="from_ms" rules={[required]}>
        <MomentInput label={t('freight-regimes.from')} />
      </Form.Item>
      <Form.Item name="to_ms">
        <EndInput label={t('freight-regimes.until')} from_ms={from_ms} />
      </Form.Item>
      {state === 'open' && (
        <Form.Item
          name="hours"
          label={t('freight-regimes.fields.hours')}
          rules={[{ type: 'array', min: 1, required: true, message: t('freight-regimes.hours_hint') }]}
        >
          <HoursInput />
        </Form.Item>
      )}
      <WordsFields name="reason" label={t('common.reason')} most={60} />
      <WordsFields name="source" label={t('freight-regimes.source_label')} most={600} />
      <Form.Item name="assumed" valuePropName="checked">
        <Checkbox>{t('freight-regimes.assumed')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

function ForWhom() {
  const { t } = useTranslation();
  return (
    <div className="regimes-pair">
      <Form.Item name="directions" label={t('freight-regimes.directions')}>
        <Select mode="multiple" options={useChoices('direction')} placeholder={t('freight-regimes.all')} />
      </Form.Item>
      <Form.Item name="classes" label={t('freight-regimes.classes')}>
        <Select mode="multiple" options={useChoices('class')} placeholder={t('freight-regimes.all')} />
      </Form.Item>
    </div>
  );
}
