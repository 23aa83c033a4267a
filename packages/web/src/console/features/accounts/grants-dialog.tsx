import { type Account, type Grant, Platform } from '@opentocc/contract';
import { Button, Form, Modal, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useRoles, useUnitOptions } from './directory.ts';
import { useAction } from './use-action.ts';

interface Fields {
  grants: { role: string; platform: string; unit: string }[];
}

/** Stands for "not limited" in a select, which has no null. */
const ALL = '';

/** Roles of an account, each for one platform or all, everywhere or below a unit. */
export function GrantsDialog({ account, close }: { account: Account; close(): void }) {
  const { t } = useTranslation();
  const act = useAction('accounts');
  const language = useStore(languageStore);
  const roles = (useRoles().data ?? []).map(({ code, name }) => ({ value: code, label: name[language] }));
  const units = [{ value: ALL, label: t('authority.whole_city') }, ...useUnitOptions()];
  const platforms = [
    { value: ALL, label: t('authority.any_platform') },
    ...Platform.options.map((value) => ({ value, label: t(`authority.platform_name.${value}`) })),
  ];
  const [form] = Form.useForm<Fields>();
  const save = async () => {
    const { grants } = await form.validateFields();
    const body = grants.map(({ role, platform, unit }) => ({
      role,
      platform: platform || null,
      unit: unit || null,
    }));
    if (await act(() => api.put(`/accounts/${account.id}/grants`, body))) close();
  };
  return (
    <Modal
      open
      width={760}
      title={`${t('authority.grants')} · ${account.display_name} (${account.name})`}
      okText={t('authority.save')}
      onOk={save}
      onCancel={close}
    >
      <Form form={form} initialValues={{ grants: account.grants.map(fieldsOf) }}>
        <Form.List name="grants">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <Space key={key} align="baseline" wrap>
                  <Form.Item name={[name, 'role']} rules={[{ required: true }]}>
                    <Select options={roles} style={{ width: 200 }} aria-label={t('authority.role')} />
                  </Form.Item>
                  <Form.Item name={[name, 'platform']}>
                    <Select options={platforms} style={{ width: 150 }} aria-label={t('authority.platform')} />
                  </Form.Item>
                  <Form.Item name={[name, 'unit']}>
                    <Select options={units} style={{ width: 220 }} aria-label={t('authority.below')} />
                  </Form.Item>
                  <Button size="small" danger onClick={() => remove(name)}>
                    {t('authority.remove')}
                  </Button>
                </Space>
              ))}
              <Button onClick={() => add({ platform: ALL, unit: ALL })}>{t('authority.grant_add')}</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}

function fieldsOf({ role, platform, unit }: Grant) {
  return { role, platform: platform ?? ALL, unit: unit ?? ALL };
}
