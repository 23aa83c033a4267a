import type { FreightRule } from '@opentocc/contract';
import { FREIGHT_PORTS } from '@opentocc/core/freight';
import { Checkbox, Form, InputNumber, Select } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { usePortName } from '../words.tsx';
import { HoursInput } from './hours-input.tsx';
import { useChoices } from './scope-fields.tsx';
import { StagesInput } from './stages-input.tsx';
import { WithinInput } from './within-input.tsx';

const SEPARATORS = [' ', ',', '，', '、'];

/** What each kind of rule asks for, as fields. */
const FIELDS: { readonly [K in FreightRule['kind']]: ComponentType } = {
  trips: () => <Many name="modes" group="mode" />,
  ports: PortsFields,
  hours: HoursFields,
  points: PointsFields,
  routes: RoutesFields,
  stays: StaysFields,
  declarations: DeclarationsFields,
  returns: ReturnsFields,
  documents: () => <Many name="documents" group="document" />,
};

export function RuleFields({ kind }: { readonly kind: FreightRule['kind'] }) {
  const Fields = FIELDS[kind];
  return <Fields />;
}

function Many({
  name,
  group,
}: {
  readonly name: 'modes' | 'documents' | 'at';
  readonly group: 'mode' | 'document' | 'point';
}) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={t(`freight-regimes.fields.${name}`)}>
      <Select mode="multiple" options={useChoices(group)} />
    </Form.Item>
  );
}

function Flag({ name }: { readonly name: 'as_declared' | 'open' | 'booked' | 'declared_only' }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} valuePropName="checked">
      <Checkbox>{t(`freight-regimes.fields.${name}`)}</Checkbox>
    </Form.Item>
  );
}

interface NumberProps {
  readonly name: 'before_min' | 'entries' | 'tolerance_min' | 'out_m' | 'in_m';
  readonly min: number;
  readonly max: number;
  /** Whether nothing may be given, which is no limit. */
  readonly mayBeNone?: boolean;
}

function Figure({ name, min, max, mayBeNone = false }: NumberProps) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item
      name={name}
      label={t(`freight-regimes.fields.${name}`)}
      rules={mayBeNone ? [] : [required]}
      // An emptied field is no limit; the server asks for null.
      normalize={(value) => value ?? null}
    >
      <InputNumber
        min={min}
        max={max}
        precision={0}
        placeholder={mayBeNone ? t('freight-regimes.no_limit') : ''}
      />
    </Form.Item>
  );
}

function Codes({ name }: { readonly name: 'codes' | 'routes' }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={t(`freight-regimes.fields.${name}`)}>
      <Select mode="tags" tokenSeparators={SEPARATORS} placeholder={t('freight-regimes.all')} />
    </Form.Item>
  );
}

function PortsFields() {
  const { t } = useTranslation();
  const portName = usePortName();
  return (
    <>
      <Form.Item name="ports" label={t('freight-regimes.fields.ports')}>
        <Select
          mode="multiple"
          placeholder={t('freight-regimes.all')}
          options={FREIGHT_PORTS.map((value) => ({ value, label: portName(value) }))}
        />
      </Form.Item>
      <Flag name="as_declared" />
      <Flag name="open" />
    </>
  );
}

function HoursFields() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="hours"
      label={t('freight-regimes.fields.hours')}
      extra={t('freight-regimes.hours_hint')}
      rules={[{ type: 'array', min: 1, message: t('freight-regimes.hours_hint') }]}
    >
      <HoursInput />
    </Form.Item>
  );
}

function PointsFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="point" label={t('freight-regimes.fields.point')}>
        <Select options={useChoices('point')} />
      </Form.Item>
      <Codes name="codes" />
      <Flag name="booked" />
    </>
  );
}

function RoutesFields() {
  return (
    <>
      <Codes name="routes" />
      <div className="regimes-pair">
        <Figure name="out_m" min={10} max={2000} />
        <Figure name="in_m" min={5} max={2000} />
      </div>
    </>
  );
}

function StaysFields() {
  const { t } = useTranslation();
  return (
    <>
      <Many name="at" group="point" />
      <Flag name="declared_only" />
      <Form.Item name="stages" label={t('freight-regimes.fields.stages')}>
        <StagesInput />
      </Form.Item>
    </>
  );
}

function DeclarationsFields() {
  return (
    <div className="regimes-pair">
      <Figure name="before_min" min={0} max={43_200} />
      <Figure name="entries" min={1} max={1000} mayBeNone />
      <Figure name="tolerance_min" min={0} max={10_080} mayBeNone />
    </div>
  );
}

function ReturnsFields() {
  const { t } = useTranslation();
  const points = useChoices('point').filter(({ value }) => value !== 'port');
  return (
    <>
      <Form.Item name="within" label={t('freight-regimes.fields.within')}>
        <WithinInput />
      </Form.Item>
      <Form.Item
        name="overnight"
        label={t('freight-regimes.fields.overnight')}
        normalize={(value) => value ?? null}
      >
        <Select allowClear options={points} placeholder={t('freight-regimes.no_night')} />
      </Form.Item>
    </>
  );
}
