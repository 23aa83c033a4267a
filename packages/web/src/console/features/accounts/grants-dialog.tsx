import type { Account, Grant, Platform } from '@opentocc/contract';
import { PLATFORMS } from '@opentocc/contract/permission';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useRoleName, useRoles, useUnitOptions } from '../../session/directory.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

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
              <GrantRow key={key} name={name} remove={() => remove(name)} />
            ))}
            <Button onClick={() => add({ platform: ALL, unit: ALL })}>{t('accounts.grant_add')}</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}

function GrantRow({ name, remove }: { name: number; remove(): void }) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const roles = (known(useRoles()) ?? []).map(({ code }) => ({ value: code, label: roleName(code) }));
  const units = [{ value: ALL, label: t('common.whole_city') }, ...useUnitOptions()];
  const platforms = [
    { value: ALL, label: t('accounts.any_platform') },
    ...PLATFORMS.map((value) => ({ value, label: t(`platform.${value}`) })),
  ];
  return (
    <div className="grant-row">
      <Form.Item name={[name, 'role']} rules={[useRequired()]}>
        <Select options={roles} aria-label={t('accounts.role')} />
      </Form.Item>
      <Form.Item name={[name, 'platform']}>
        <Select options={platforms} aria-label={t('accounts.platform')} />
      </Form.Item>
      <Form.Item name={[name, 'unit']}>
        <Select options={units} aria-label={t('accounts.below')} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Button onClick={remove}>{t('accounts.remove')}</Button>
    </div>
  );
}

function fieldsOf({ role, platform, unit }: Grant): Fields['grants'][number] {
  return { role, platform: platform ?? ALL, unit: unit ?? ALL };
}
