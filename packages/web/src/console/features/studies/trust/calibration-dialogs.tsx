import type { CalibratedFigure, CalibrationOverride, RoadParameter } from '@opentocc/contract';
import { Form, Input, InputNumber } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { valueText } from './calibration-figure.tsx';

interface Closable {
  close(): void;
}

/** As the contract bounds them. */
const RANGE: Readonly<Record<RoadParameter, readonly [least: number, most: number, step: number]>> = {
  free_share: [0.4, 1.3, 0.01],
  lane_capacity_vph: [300, 2600, 50],
  wave_mps: [2, 9, 0.1],
};
const MOST_REASON = 400;

/** Sets a figure by hand, with a reason. */
export function OverrideDialog({ figure, close }: Closable & { readonly figure: CalibratedFigure }) {
  const { t } = useTranslation();
  const save = useSaving('calibration');
  const [form] = Form.useForm<{ value: number; reason: string }>();
  const required = useRequired();
  const { parameter, link_class, value, origin } = figure;
  const [least, most, step] = RANGE[parameter];
  const names = { parameter: t(`studies.twin.parameters.${parameter}`), road: t(`link_class.${link_class}`) };
  const now = { value: valueText(parameter, value), origin: t(`studies.twin.origins.${origin}`) };
  return (
    <FormDialog
      title={t('studies.twin.set_title', names)}
      okText={t('studies.twin.set')}
      form={form}
      initial={{ value, reason: '' }}
      save={(fields) =>
        save(() => call('POST /api/v1/calibration/overrides', { body: { parameter, link_class, ...fields } }))
      }
      close={close}
    >
      <p className="muted">{t('studies.twin.set_note', now)}</p>
      <Form.Item name="value" label={t('studies.twin.new_value', { least, most })} rules={[required]}>
        <InputNumber min={least} max={most} step={step} style={{ width: '100%' }} />
      </Form.Item>
      <Reason />
    </FormDialog>
  );
}

/** Takes back a figure that was set by hand, with a reason. */
export function TakeBackDialog({ override, close }: Closable & { readonly override: CalibrationOverride }) {
  const { t } = useTranslation();
  const save = useSaving('calibration');
  const [form] = Form.useForm<{ reason: string }>();
  const { id, parameter, link_class, value, set_by: by } = override;
  const names = { parameter: t(`studies.twin.parameters.${parameter}`), road: t(`link_class.${link_class}`) };
  return (
    <FormDialog
      title={t('studies.twin.withdraw_title', names)}
      okText={t('studies.twin.withdraw')}
      form={form}
      initial={{ reason: '' }}
      save={(body) =>
        save(() => call('POST /api/v1/calibration/overrides/:id/withdrawal', { params: { id }, body }))
      }
      close={close}
    >
      <p className="muted">{t('studies.twin.withdraw_note', { by, value: valueText(parameter, value) })}</p>
      <Reason />
    </FormDialog>
  );
}

function Reason() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item
      name="reason"
      label={t('studies.twin.reason')}
      rules={[{ ...required, whitespace: true, min: 2 }]}
    >
      <Input.TextArea rows={2} maxLength={MOST_REASON} />
    </Form.Item>
  );
}
