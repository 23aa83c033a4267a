import type { PermissionInfo, Role } from '@opentocc/contract';
import { PLATFORMS } from '@opentocc/contract/permission';
import { Button, Form, Select, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import {
  useAccounts,
  usePermissionName,
  usePermissions,
  useRoleName,
  useRoles,
} from '../../session/directory.ts';
import { useMay } from '../../session/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAction, useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { type NamedFields, NameFields, RowActs } from './named-fields.tsx';

/** Roles and what they bundle. */
export function RolesCard() {
  const { t } = useTranslation();
  const roles = useRoles();
  const mayManage = useMay('roles:manage');
  const [editing, setEditing] = useState<Role | 'new' | null>(null);
  const columns = useColumns(setEditing);
  return (
    <Card
      title={t('accounts.roles')}
      extra={
        mayManage && (
          <Button size="small" type="primary" onClick={() => setEditing('new')}>
            {t('accounts.role_add')}
          </Button>
        )
      }
    >
      <p className="muted">{t('accounts.separation')}</p>
      <Answer query={roles}>
        {(list) => (
          <Table rowKey="code" size="small" columns={columns} dataSource={list} pagination={false} />
        )}
      </Answer>
      {editing && <RoleDialog role={editing === 'new' ? null : editing} close={() => setEditing(null)} />}
    </Card>
  );
}

function useColumns(edit: (role: Role) => void): TableColumnsType<Role> {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const mayManage = useMay('roles:manage');
  const act = useAction('roles');
  const accounts = known(useAccounts(useMay('accounts:read')));
  const holders = (code: string) =>
    accounts?.filter(({ grants }) => grants.some(({ role }) => role === code)).length ?? NO_VALUE;
  return [
    { title: t('accounts.role'), render: (_, { code }) => <strong>{roleName(code)}</strong>, width: 170 },
    {
      title: t('accounts.permissions'),
      className: 'wrap',
      render: (_, role) => <Permissions role={role} />,
    },
    { title: t('accounts.holders'), align: 'right', width: 90, render: (_, { code }) => holders(code) },
    {
      title: t('common.acts'),
      width: 150,
      render: (_, role) =>
        role.built_in || !mayManage ? (
          <span className="muted">{t(role.built_in ? 'accounts.built_in' : 'accounts.own_role')}</span>
        ) : (
          <RowActs
            name={roleName(role.code)}
            edit={() => edit(role)}
            remove={() => act(() => call('DELETE /api/v1/roles/:code', { params: { code: role.code } }))}
          />
        ),
    },
  ];
}

function Permissions({ role }: { role: Role }) {
  const { t } = useTranslation();
  const permissionName = usePermissionName();
  const reserved = new Map(known(usePermissions())?.map(({ code, reserved_to }) => [code, reserved_to]));
  return (
    <Space size={[4, 4]} wrap>
      {role.permissions.map((code) => {
        const only = reserved.get(code);
        return (
          <Tag
            key={code}
            color={only ? 'processing' : undefined}
            title={only ? t(`accounts.reserved.${only}`) : undefined}
          >
            {permissionName(code)}
          </Tag>
        );
      })}
    </Space>
  );
}

interface Fields extends NamedFields {
  permissions: string[];
}

function RoleDialog({ role, close }: { role: Role | null; close(): void }) {
  const { t } = useTranslation();
  const act = useSaving('roles');
  const permissionName = usePermissionName();
  const label = ({ code, reserved_to }: PermissionInfo) =>
    reserved_to ? `${permissionName(code)} (${t(`accounts.reserved.${reserved_to}`)})` : permissionName(code);
  const permissions = known(usePermissions()) ?? [];
  const options = PLATFORMS.map((platform) => ({
    label: t(`platform.${platform}`),
    options: permissions
      .filter((each) => each.platform === platform)
      .map((each) => ({ value: each.code, label: label(each) })),
  })).filter((group) => group.options.length > 0);
  const [form] = Form.useForm<Fields>();
  const save = ({ code, zh, en, permissions: chosen }: Fields) =>
    act(() =>
      call('PUT /api/v1/roles/:code', { params: { code }, body: { name: { zh, en }, permissions: chosen } }),
    );
  return (
    <FormDialog
      title={t(role ? 'accounts.role_edit' : 'accounts.role_add')}
      okText={t('accounts.save')}
      form={form}
      initial={role ? { code: role.code, ...role.name, permissions: role.permissions } : { permissions: [] }}
      save={save}
      close={close}
    >
      <NameFields isNew={role === null} />
      <Form.Item name="permissions" label={t('accounts.permissions')} rules={[useRequired()]}>
        <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    </FormDialog>
  );
}
