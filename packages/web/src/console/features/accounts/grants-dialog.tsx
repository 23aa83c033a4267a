import type { Account, Grant, Platform, Unit } from '@opentocc/contract';
import { PLATFORMS } from '@opentocc/contract/permission';
import { Button, Form, type FormInstance, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useAccounts, usePermissions, useRoleName, useRoles } from '../../session/directory.ts';
import { useMay, useSession } from '../../session/session.ts';
import { UnitPicker } from '../../session/unit-picker.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { grantableRoles } from './grantable.ts';

interface Fields {
  grants: { role: string; platform: Platform | typeof ALL; unit: string }[];
}

/** Stands for "not limited" in a select, which has no null. */
const ALL = '' as const;

/** Roles of an account, each for one platform or all, everywhere or below a unit. */
export function GrantsDialog({ account, close }: { account: Account; close(): void }) {
  const { t } = useTranslation();
  const act = useSaving('accounts');
  const [form] = Form.useForm<Fields>();
  const save = ({ grants }: Fields) => {
    const body = grants.map(({ role, platform, unit }) => ({
      role,
      platform: platform || null,
      unit: unit || null,
    }));
    return act(() => call('PUT /api/v1/accounts/:id/grants', { params: { id: account.id }, body }));
  };
  return (
    <FormDialog
      width={760}
      title={`${t('accounts.grants')} · ${account.name} (${account.display_name})`}
      okText={t('accounts.save')}
      form={form}
      initial={{ grants: account.grants.map(fieldsOf) }}
      save={save}
      close={close}
    >
      <Form.List name="grants">
        {(rows, { add, remove }) => (
          <>
            <div className="grant-row muted" aria-hidden="true">
              <span>{t('accounts.role')}</span>
              <span>{t('accounts.platform')}</span>
              <span>{t('accounts.below')}</span>
            </div>
            {rows.map(({ key, name }) => (
              <GrantRow key={key} name={name} form={form} remove={() => remove(name)} />
            ))}
            <Button onClick={() => add({ platform: ALL, unit: ALL })}>{t('accounts.grant_add')}</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}

function GrantRow({ name, form, remove }: { name: number; form: FormInstance<Fields>; remove(): void }) {
  const { t } = useTranslation();
  const isFirstAppointment = !useMay('roles:manage');
  const platforms = [
    { value: ALL, label: t('accounts.any_platform') },
    ...(isFirstAppointment ? [] : PLATFORMS).map((value) => ({ value, label: t(`platform.${value}`) })),
  ];
  return (
    <div className="grant-row">
      <Form.Item name={[name, 'role']} rules={[useRequired()]}>
        <Select options={useRoleOptions(form, name)} aria-label={t('accounts.role')} />
      </Form.Item>
      <Form.Item name={[name, 'platform']}>
        <Select options={platforms} aria-label={t('accounts.platform')} />
      </Form.Item>
      <Form.Item name={[name, 'unit']}>
        <GrantUnit />
      </Form.Item>
      <Button onClick={remove}>{t('accounts.remove')}</Button>
    </div>
  );
}

/** Roles that may stand in a row beside those in the others; the one that stands there stays. */
function useRoleOptions(form: FormInstance<Fields>, row: number) {
  const roleName = useRoleName();
  const rows = Form.useWatch('grants', form);
  const mayManageRoles = useMay('roles:manage');
  const [roles, permissions, accounts] = [known(useRoles()), known(usePermissions()), known(useAccounts())];
  if (!roles || !permissions || !accounts) return [];
  const beside = (rows ?? []).flatMap((one, i) => (i !== row && one?.role ? [one.role] : []));
  const current = rows?.[row]?.role;
  const grantable = grantableRoles({ roles, permissions, accounts, mayManageRoles }, beside);
  return roles
    .filter((role) => role.code === current || grantable.includes(role))
    .map(({ code }) => ({ value: code, label: roleName(code) }));
}

/** Where a grant ends: a unit that the grantor reaches, or nowhere, for who reaches everything. */
function GrantUnit(field: { value?: string; onChange?(code: string): void }) {
  const { t } = useTranslation();
  const units = useSession().reach['roles:manage']?.units ?? null;
  const isFirstAppointment = !useMay('roles:manage');
  const everywhere = units === null ? { value: ALL, title: t('common.whole_city') } : undefined;
  const offers = ({ code }: Unit) => !isFirstAppointment && (units === null || units.includes(code));
  return <UnitPicker {...field} aria-label={t('accounts.below')} first={everywhere} offers={offers} />;
}

function fieldsOf({ role, platform, unit }: Grant): Fields['grants'][number] {
  return { role, platform: platform ?? ALL, unit: unit ?? ALL };
}
