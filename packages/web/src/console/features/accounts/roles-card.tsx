import type { Role } from '@opentocc/contract';
import {
  Button,
  Form,
  Input,
  Modal,
  Popconfirm,
  Select,
  Space,
  Table,
  type TableColumnsType,
  Tag,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { usePermissions, useRoles } from './directory.ts';
import { useMay } from './session.ts';
import { useAction } from './use-action.ts';

/** Roles and what they bundle. */
export function RolesCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const roles = useRoles();
  const mayManage = useMay('roles:manage');
  const act = useAction('roles');
  const [editing, setEditing] = useState<Role | 'new' | null>(null);
  const names = new Map(usePermissions().data?.map(({ code, name }) => [code, name[language]]));
  const columns: TableColumnsType<Role> = [
    { title: t('authority.role'), render: (_, { name }) => name[language], width: 180 },
    {
      title: t('authority.permissions'),
      render: (_, { permissions }) => (
        <Space size={[4, 4]} wrap>
          {permissions.map((code) => (
            <Tag key={code} title={code}>
              {names.get(code) ?? code}
            </Tag>
          ))}
        </Space>
      ),
    },
    {
      title: t('authority.acts'),
      width: 160,
      render: (_, role) =>
        role.built_in || !mayManage ? (
          <span className="muted">{t(role.built_in ? 'authority.built_in' : 'authority.own_role')}</span>
        ) : (
          <Space>
            <Button size="small" onClick={() => setEditing(role)}>
              {t('authority.edit')}
            </Button>
            <Popconfirm
              title={t('authority.remove')}
              onConfirm={() => act(() => api.remove(`/roles/${role.code}`))}
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
      title={t('authority.tabs.roles')}
      extra={
        mayManage && (
          <Button size="small" type="primary" onClick={() => setEditing('new')}>
            {t('authority.role_add')}
          </Button>
        )
      }
    >
      <p className="muted">{t('authority.separation')}</p>
      <Table
        rowKey="code"
        size="small"
        loading={roles.isPending}
        columns={columns}
        dataSource={roles.data}
        pagination={false}
      />
      {editing && <RoleDialog role={editing === 'new' ? null : editing} close={() => setEditing(null)} />}
    </Card>
  );
}

interface Fields {
  code: string;
  zh: string;
  en: string;
  permissions: string[];
}

function RoleDialog({ role, close }: { role: Role | null; close(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction('roles');
  const options = (usePermissions().data ?? []).map(({ code, name, reserved_to }) => ({
    value: code,
    label: reserved_to ? `${name[language]} (${t(`authority.reserved.${reserved_to}`)})` : name[language],
  }));
  const [form] = Form.useForm<Fields>();
  const rules = [{ required: true, message: t('account.required') }];
  const save = async () => {
    const { code, zh, en, permissions } = await form.validateFields();
    if (await act(() => api.put(`/roles/${code}`, { name: { zh, en }, permissions }))) close();
  };
  const initial = role && { ...role, zh: role.name.zh, en: role.name.en };
  return (
    <Modal open title={t('authority.role')} okText={t('authority.save')} onOk={save} onCancel={close}>
      <Form form={form} layout="vertical" initialValues={initial ?? { permissions: [] }}>
        <Form.Item name="code" label={t('authority.unit_code')} rules={rules}>
          <Input disabled={role !== null} />
        </Form.Item>
        <Form.Item name="zh" label={t('authority.name_zh')} rules={rules}>
          <Input />
        </Form.Item>
        <Form.Item name="en" label={t('authority.name_en')} rules={rules}>
          <Input />
        </Form.Item>
        <Form.Item name="permissions" label={t('authority.permissions')} rules={rules}>
          <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
