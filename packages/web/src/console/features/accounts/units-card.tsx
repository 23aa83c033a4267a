import type { Unit } from '@opentocc/contract';
import { Button, Form, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useDistrictName, useDistrictOptions, useUnitName, useUnits } from '../../session/directory.ts';
import { useMay } from '../../session/session.ts';
import { UnitPicker } from '../../session/unit-picker.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAction, useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { type NamedFields, NameFields, RowActs } from './named-fields.tsx';

interface Branch extends Unit {
  readonly children?: Branch[];
}

/** The organisation: one city centre, its sub-centres, departments. */
export function UnitsCard() {
  const { t } = useTranslation();
  const units = useUnits();
  const mayManage = useMay('accounts:manage');
  const [editing, setEditing] = useState<Unit | 'new' | null>(null);
  const columns = useColumns(setEditing);
  return (
    <Card
      title={t('accounts.units')}
      extra={
        mayManage && (
          <Button size="small" type="primary" onClick={() => setEditing('new')}>
            {t('accounts.unit_add')}
          </Button>
        )
      }
    >
      <p className="muted">{t('accounts.units_lead')}</p>
      <Answer query={units}>
        {(list) => (
          <Table
            rowKey="code"
            size="small"
            columns={columns}
            dataSource={branchesOf(null, list)}
            pagination={false}
            expandable={{ defaultExpandAllRows: true }}
          />
        )}
      </Answer>
      {editing && <UnitDialog unit={editing === 'new' ? null : editing} close={() => setEditing(null)} />}
    </Card>
  );
}

function useColumns(edit: (unit: Unit) => void): TableColumnsType<Branch> {
  const { t } = useTranslation();
  const unitName = useUnitName();
  const districtName = useDistrictName();
  const mayManage = useMay('accounts:manage');
  const act = useAction('units');
  const isLoaded = useDistrictOptions().length > 0;
  const named = (code: string) =>
    isLoaded && districtName(code) === code ? t('accounts.off_network', { code }) : districtName(code);
  return [
    {
      title: t('common.unit'),
      render: (_, { code, assumed }) => (
        <>
          {unitName(code)} {assumed && <Assumed source={t('accounts.unit_assumed')} />}
        </>
      ),
    },
    { title: t('accounts.unit_code'), dataIndex: 'code', className: 'muted' },
    { title: t('accounts.unit_kind'), render: (_, { kind }) => t(`accounts.kind.${kind}`) },
    {
      title: t('common.area'),
      render: (_, { districts, parent }) =>
        districts?.map(named).join(t('common.comma')) ?? (
          <span className="muted">{t(parent === null ? 'common.whole_city' : 'accounts.as_parent')}</span>
        ),
    },
    {
      title: t('common.acts'),
      render: (_, unit) =>
        mayManage &&
        unit.parent !== null && (
          <RowActs
            name={unitName(unit.code)}
            edit={() => edit(unit)}
            remove={() => act(() => call('DELETE /api/v1/units/:code', { params: { code: unit.code } }))}
          />
        ),
    },
  ];
}

function branchesOf(parent: string | null, units: readonly Unit[]): Branch[] {
  return units
    .filter((unit) => unit.parent === parent)
    .map((unit) => {
      const children = branchesOf(unit.code, units);
      return children.length > 0 ? { ...unit, children } : unit;
    });
}

interface Fields extends NamedFields {
  parent: string;
  kind: 'sub_centre' | 'department' | 'firm';
  districts: string[];
}

function UnitDialog({ unit, close }: { unit: Unit | null; close(): void }) {
  const { t } = useTranslation();
  const act = useSaving('units');
  const districts = useDistrictOptions();
  const [form] = Form.useForm<Fields>();
  const rules = [useRequired()];
  const kinds = (['sub_centre', 'department', 'firm'] as const).map((value) => ({
    value,
    label: t(`accounts.kind.${value}`),
  }));
  const save = ({ code, parent, kind, zh, en, districts: chosen }: Fields) => {
    const body = { parent, kind, name: { zh, en }, districts: chosen.length > 0 ? chosen : null };
    return act(() => call('PUT /api/v1/units/:code', { params: { code }, body }));
  };
  return (
    <FormDialog
      title={t(unit ? 'accounts.unit_edit' : 'accounts.unit_add')}
      okText={t('accounts.save')}
      form={form}
      initial={unit ? fieldsOf(unit) : { kind: 'department', parent: 'city', districts: [] }}
      save={save}
      close={close}
    >
      <NameFields isNew={unit === null} />
      <Form.Item name="kind" label={t('accounts.unit_kind')} rules={rules}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="parent" label={t('accounts.unit_parent')} rules={rules}>
        <UnitPicker offers={({ code }) => code !== unit?.code} />
      </Form.Item>
      <Form.Item name="districts" label={t('common.area')} extra={t('accounts.districts_hint')}>
        <Select mode="multiple" options={districts} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    </FormDialog>
  );
}

function fieldsOf({ code, parent, kind, name, districts }: Unit): Partial<Fields> {
  return {
    code,
    parent: parent ?? undefined,
    kind: kind === 'city_centre' ? undefined : kind,
    ...name,
    districts: districts ?? [],
  };
}
