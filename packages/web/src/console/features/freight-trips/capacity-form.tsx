import type { SlotCapacity } from '@opentocc/contract';
import { Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { type SlotChoice, TRIPS, useCapacities } from './queries.ts';

const HOUR_MS = 3_600_000;

interface Values {
  readonly per_hour: number;
  readonly firm_percent: number;
  readonly source: string;
  readonly reason: string;
}

/** What the chosen slots take, and a button that sets it for the time to come. */
export function CapacityForm({ choice }: { choice: SlotChoice }) {
  const { t } = useTranslation();
  const isIt = (one: SlotCapacity) =>
    one.port === choice.port && one.direction === choice.direction && one.class === choice.class;
  const newest = answerFrom(useCapacities(), (all) =>
    all.filter(isIt).reduce<SlotCapacity | null>((a, b) => (a && a.version > b.version ? a : b), null),
  );
  return (
    <Card title={t('freight-trips.set')}>
      <Answer query={newest} isEmpty={(one) => one === null} height_px={120}>
        {(one) => one && <Capacity capacity={one} />}
      </Answer>
    </Card>
  );
}

function Capacity({ capacity }: { capacity: SlotCapacity }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [isOpen, setOpen] = useState(false);
  const { version, per_hour, firm_share, source, assumed } = capacity;
  return (
    <>
      <p>
        {t('freight-trips.version')} {version} · {Math.min(...per_hour)}–{Math.max(...per_hour)} ·{' '}
        {Math.round(firm_share * 100)} % {assumed && <Assumed source={source[language]} />}
      </p>
      <p className="muted">{source[language]}</p>
      <Button onClick={() => setOpen(true)}>{t('freight-trips.set')}</Button>
      {isOpen && <CapacityDialog capacity={capacity} close={() => setOpen(false)} />}
    </>
  );
}

function CapacityDialog({ capacity, close }: { capacity: SlotCapacity; close(): void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const save = useSaving(TRIPS);
  const [form] = Form.useForm<Values>();
  const { port, direction, class: of, version, per_hour, firm_share } = capacity;
  const send = ({ per_hour: places, firm_percent, source, reason }: Values) => {
    const from_ms = Math.ceil(platformNow() / HOUR_MS) * HOUR_MS;
    return call('POST /api/v1/freight/slot-capacities', {
      body: {
        ...{ port, direction, class: of, from_ms, firm_share: firm_percent / 100, assumed: false, reason },
        ...{
          per_hour: new Array<number>(24).fill(places),
          source: { zh: source, en: source },
          seen: version,
        },
      },
    });
  };
  return (
    <FormDialog
      title={t('freight-trips.set')}
      okText={t('freight-trips.set')}
      form={form}
      initial={{ per_hour: Math.max(...per_hour), firm_percent: Math.round(firm_share * 100) }}
      save={(values) => save(() => send(values))}
      close={close}
    >
      <p className="muted">{t('freight-trips.version_hint')}</p>
      <Form.Item name="per_hour" label={t('freight-trips.per_hour')} rules={[required]}>
        <InputNumber min={0} max={2000} />
      </Form.Item>
      <Form.Item name="firm_percent" label={t('freight-trips.firm_share')} rules={[required]}>
        <InputNumber min={1} max={100} />
      </Form.Item>
      <Form.Item name="source" label={t('freight-trips.source')} rules={[required, { min: 2 }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required, { min: 2 }]}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
