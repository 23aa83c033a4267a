import type { FiledKind } from '@opentocc/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRequired } from '../../ui/use-required.ts';
import type { EntryFields } from './form-values.ts';
import { PointsField } from './points-field.tsx';

interface Props {
  readonly kind: FiledKind;
  /** What is empty of a person in an entry that is changed stays as it was. */
  readonly isNew: boolean;
}

const CLASSES = ['container', 'lorry', 'reefer', 'hazmat', 'coach'] as const;
const COLOURS = [2, 1, 3, 5, 93, 94] as const;
const PLACES = ['site', 'lodging', 'transfer', 'service'] as const;
const REGIONS = ['mainland', 'hong_kong'] as const;

/** Fields of one kind of entry. */
export function EntryFieldsOf({ kind, isNew }: Props) {
  switch (kind) {
    case 'firm':
      return <FirmFields isNew={isNew} />;
    case 'truck':
      return <TruckFields />;
    case 'driver':
      return (
        <>
          <PersonFields isNew={isNew} />
          <Field name="licence" isNeeded={isNew} isPersonal={!isNew} />
          <Field name="licence_class" />
        </>
      );
    case 'place':
      return <PlaceFields />;
    case 'route':
      return (
        <>
          <Names />
          <Field name="limit_kmh">
            <InputNumber min={5} max={120} precision={0} />
          </Field>
          <Field name="points">
            <PointsField isArea={false} />
          </Field>
        </>
      );
  }
}

type FieldName = keyof EntryFields & Exclude<keyof EntryFields, 'firm' | 'kind' | 'documents'>;

interface FieldProps {
  readonly name: FieldName;
  readonly isNeeded?: boolean;
  readonly isPersonal?: boolean;
  readonly children?: ReactNode;
}

function Field({ name, isNeeded = false, isPersonal = false, children }: FieldProps) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item
      name={name}
      label={t(`freight-filing.field.${name}`)}
      rules={isNeeded ? [required] : []}
      extra={isPersonal ? t('freight-filing.unchanged') : undefined}
    >
      {children ?? <Input maxLength={120} autoComplete="off" />}
    </Form.Item>
  );
}

const Names = () => (
  <>
    <Field name="name" isNeeded />
    <Field name="name_en" />
  </>
);

const PersonFields = ({ isNew }: { readonly isNew: boolean }) => (
  <>
    <Field name="person" isNeeded={isNew} isPersonal={!isNew} />
    <Field name="phone" isNeeded={isNew} isPersonal={!isNew} />
  </>
);

function FirmFields({ isNew }: { readonly isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Names />
      <Field name="region">
        <Select options={REGIONS.map((value) => ({ value, label: t(`freight-filing.regions.${value}`) }))} />
      </Field>
      <Field name="credit_code" isNeeded />
      <Field name="address" />
      <PersonFields isNew={isNew} />
    </>
  );
}

function TruckFields() {
  const { t } = useTranslation();
  return (
    <>
      <Field name="plate" isNeeded />
      <Field name="plate_abroad" />
      <Field name="plate_colour">
        <Select options={COLOURS.map((value) => ({ value, label: t(`freight-filing.colours.c${value}`) }))} />
      </Field>
      <Field name="class">
        <Select options={CLASSES.map((value) => ({ value, label: t(`freight-filing.classes.${value}`) }))} />
      </Field>
      <Field name="terminal" isNeeded />
      <Field name="model" />
      <Field name="load_t">
        <InputNumber min={0} max={100} />
      </Field>
    </>
  );
}

function PlaceFields() {
  const { t } = useTranslation();
  return (
    <>
      <Field name="place" isNeeded>
        <Select options={PLACES.map((value) => ({ value, label: t(`freight-filing.places.${value}`) }))} />
      </Field>
      <Names />
      <Field name="address" />
      <Field name="capacity">
        <InputNumber min={0} max={10_000} precision={0} />
      </Field>
      <Field name="points" isNeeded>
        <PointsField isArea />
      </Field>
    </>
  );
}
