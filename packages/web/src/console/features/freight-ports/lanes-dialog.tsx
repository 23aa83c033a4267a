import type { PortLanesEntry } from '@opentocc/contract';
import { portName } from '@opentocc/core/freight';
import { Checkbox, Form, Input, InputNumber } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { useLineName } from './line-name.tsx';

interface Fields {
  readonly day: number;
  readonly night: number;
  readonly service_s: number;
  readonly free_s: number;
  readonly zh: string;
  readonly en: string;
  readonly confirmed: boolean;
  readonly reason: string;
}

/** Hours of the city's day that the first of the two numbers is of. */
const isByDay = (hour: number): boolean => hour >= 7 && hour < 22;

/** How many lanes a direction of a port has from now on, and where that is known from. */
export function LanesDialog({ lanes, close }: { readonly lanes: PortLanesEntry; close(): void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const save = useSaving('freight-ports');
  const lineName = useLineName();
  const [form] = Form.useForm<Fields>();
  const { port, direction, by_hour, service_s, service_cv, drift_cv, free_s, free_cv } = lanes;
  const send = ({ day, night, zh, en, confirmed, reason, ...times }: Fields) =>
    call('POST /api/v1/freight/ports/lanes', {
      body: {
        ...{ port, direction, from_ms: platformNow(), service_cv, drift_cv, free_cv, reason, ...times },
        by_hour: by_hour.map((_, hour) => (isByDay(hour) ? day : night)),
        ...{ source: { zh, en }, assumed: !confirmed },
      },
    });
  return (
    <FormDialog
      title={`${t('freight_ports.set_lanes')} · ${lineName({ name: portName(port), direction })}`}
      okText={t('freight_ports.set_lanes')}
      form={form}
      initial={{ day: by_hour[12], night: by_hour[2], service_s, free_s, confirmed: false }}
      save={(fields) => save(() => send(fields))}
      close={close}
    >
      <Form.Item name="day" label={t('freight_ports.lanes_by_day')} rules={[required]}>
        <InputNumber min={0} max={60} precision={0} />
      </Form.Item>
      <Form.Item name="night" label={t('freight_ports.lanes_by_night')} rules={[required]}>
        <InputNumber min={0} max={60} precision={0} />
      </Form.Item>
      <Form.Item name="service_s" label={t('freight_ports.service_s')} rules={[required]}>
        <InputNumber min={5} max={3600} />
      </Form.Item>
      <Form.Item name="free_s" label={t('freight_ports.free_s')} rules={[required]}>
        <InputNumber min={0} max={7200} />
      </Form.Item>
      <Form.Item name="zh" label={t('freight_ports.source_zh')} rules={[required]}>
        <Input maxLength={400} />
      </Form.Item>
      <Form.Item name="en" label={t('freight_ports.source_en')} rules={[required]}>
        <Input maxLength={600} />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>{t('freight_ports.confirmed')}</Checkbox>
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
