import type { Unit } from '@opentocc/contract';
import { Button, Form, Input, Modal, Popconfirm, Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useUnitOptions, useUnits } from './directory.ts';
import { useMay } from './session.ts';
import { useAction } from './use-action.ts';

interface Branch extends Unit {
  readonly children?: Branch[];
}

/** The organisation: one city centre, its sub-centres, departments. */
export function UnitsCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const units = useUnits();
  const mayManage = useMay('accounts:manage');
  const act = useAction('units');
  const [editing, setEditing] = useState<Unit | 'new' | null>(null);
  const columns: TableColumnsType<Branch> = [
    { title: t('authority.unit'), render: (_, { name }) => name[language] },
    { title: t('authority.unit_code'), dataIndex: 'code' },
    { title: t('authority.unit_kind'), render: (_, { kind }) => t(`authority.kind.${kind}`) },
    {
      title: t('authority.area'),
      render: (_, { districts, parent }) =>
        districts?.join(', ') ?? (parent === null ? t('authority.whole_city') : ''),
    },
    {
      title: t('authority.acts'),
      render: (_, unit) =>
        mayManage &&
        unit.parent !== null && (
          <Space>
            <Button size="small" onClick={() => setEditing(unit)}>
              {t('authority.edit')}
            </Button>
            <Popconfirm
              title={t('authority.remove')}
              onConfirm={() => act(() => api.remove(`/units/${unit.code}`))}
            >
              <Button size="small" danger>
                {t('authority.remove')}
              </Button>
            </Popconfirm>
          </Space>
        ),
    },
  ];
  return (
    <Card
      title={t('authority.tabs.units')}
      extra={
        mayManage && (
          <Button size="small" type="primary" onClick={() => setEditing('new')}>
            {t('authority.unit_add')}
          </Button>
        )
      }
    >
      {units.data && (
        <Table
          rowKey="code"
          size="small"
          columns={columns}
          dataSource={branchesOf(null, units.data)}
          pagination={false}
          expandable={{ defaultExpandAllRows: true }}
        />
      )}
      {editing && <UnitDialog unit={editing === 'new' ? null : editing} close={() => setEditing(null)} />}
    </Card>
  );
}

function branchesOf(parent: string | null, units: readonly Unit[]): Branch[] {
  return units
    .filter((unit) => unit.parent === parent)
    .map((unit) => {
      const children = branchesOf(unit.code, units);
      return children.length > 0 ? { ...unit, children } : unit;
    });
}

interface Fields {
  code: string;
  parent: string;
  kind: 'sub_centre' | 'department';
  zh: string;
  en: string;
  districts: string;
}

function UnitDialog({ unit, close }: { unit: Unit | null; close(): void }) {
  const { t } = useTranslation();
  const act = useAction('units');
  const parents = useUnitOptions();
  const [form] = Form.useForm<Fields>();
  const rules = [{ required: true, message: t('account.required') }];
  const kinds = (['sub_centre', 'department'] as const).map((value) => ({
    value,
    label: t(`authority.kind.${value}`),
  }));
  const save = async () => {
    const { code, parent, kind, zh, en, districts } = await form.validateFields();
    const codes = (districts ?? '').split(/[,，\s]+/).filter(Boolean);
    const body = { parent, kind, name: { zh, en }, districts: codes.length > 0 ? codes : null };
    if (await act(() => api.put(`/units/${code}`, body))) close();
  };
  const initial = unit && {
    ...unit,
    zh: unit.name.zh,
    en: unit.name.en,
    districts: unit.districts?.join(', ') ?? '',
  };
  return (
    <Modal open title={t('authority.unit_add')} okText={t('authority.save')} onOk={save} onCancel={close}>
      <Form form={form} layout="vertical" initialValues={initial ?? { kind: 'department', parent: 'city' }}>
        <Form.Item name="code" label={t('authority.unit_code')} rules={rules}>
          <Input disabled={unit !== null} />
        </Form.Item>
        <Form.Item name="zh" label={t('authority.name_zh')} rules={rules}>
          <Input />
        </Form.Item>
        <Form.Item name="en" label={t('authority.name_en')} rules={rules}>
          <Input />
        </Form.Item>
        <Form.Item name="kind" label={t('authority.unit_kind')} rules={rules}>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item name="parent" label={t('authority.unit_parent')} rules={rules}>
          <Select options={parents} />
        </Form.Item>
        <Form.Item name="districts" label={t('authority.districts')}>
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
