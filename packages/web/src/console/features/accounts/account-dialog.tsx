import type { Account, NewAccount, OneTimePassword } from '@opentocc/contract';
import { typedForm } from '@opentocc/contract/typed-form';
import { Form, Input, Select } from 'antd';
import type { z } from 'zod';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useUnits } from '../../session/directory.ts';
import { useSession } from '../../session/session.ts';
import { UnitPicker } from '../../session/unit-picker.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

interface Props {
  /** Null for a new one. */
  readonly account: Account | null;
  issued(issued: z.infer<typeof OneTimePassword>): void;
  close(): void;
}

/** A new account, or another unit, name, phone, e-mail address or language of one: personal data that is left empty stays as it is. */
export function AccountDialog({ account, issued, close }: Props) {
  const { t } = useTranslation();
  const act = useSaving('accounts');
  const reach = useSession().reach['accounts:manage']?.units ?? null;
  const top = known(useUnits())?.find(({ parent }) => parent === null)?.code;
  const [form] = Form.useForm<NewAccount>();
  const required = useRequired();
  const add = async ({ phone, email, oidc_subject, ...fields }: NewAccount) => {
    const contacts = { phone: phone || null, email: email || null };
    const body = { ...fields, ...contacts, oidc_subject: oidc_subject || null };
    const made = await act(() => call('POST /api/v1/accounts', { body }));
    issued(made);
  };
  const change = ({ unit, language, display_name, phone, email }: NewAccount) => {
    const contacts = { phone: phone || undefined, email: email || undefined };
    const body = { unit, language, display_name: display_name || undefined, ...contacts };
    return act(() => call('PATCH /api/v1/accounts/:id', { params: { id: account?.id ?? 0 }, body }));
  };
  const languages = (['zh', 'en'] as const).map((value) => ({
    value,
    label: t(`accounts.language_name.${value}`),
  }));
  return (
    <FormDialog
      title={account ? `${t('accounts.edit')} · ${account.name}` : t('accounts.add')}
      okText={t('accounts.save')}
      form={form}
      initial={{ unit: account?.unit ?? top, language: account?.language ?? 'zh' }}
      save={account ? change : add}
      close={close}
    >
      {!account && (
        <Form.Item
          name="name"
          label={t('accounts.account')}
          extra={t('accounts.name_rule')}
          rules={[
            required,
            { pattern: /^[a-z][a-z0-9._-]{1,31}$/, message: t('accounts.name_rule'), transform: typedForm },
          ]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="display_name" label={t('accounts.name')} rules={account ? [] : [required]}>
        <Input autoComplete="off" maxLength={60} placeholder={account?.display_name} />
      </Form.Item>
      <Form.Item name="unit" label={t('common.unit')} rules={[required]}>
        <UnitPicker offers={({ code }) => reach === null || reach.includes(code)} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t('accounts.phone')}
        rules={[{ pattern: /^\+?[0-9]{5,15}$/, message: t('accounts.phone_rule'), transform: typedForm }]}
      >
        <Input autoComplete="off" inputMode="tel" placeholder={account?.phone ?? undefined} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('accounts.email')}
        rules={[{ type: 'email', message: t('accounts.email_rule'), transform: typedForm }]}
      >
        <Input autoComplete="off" inputMode="email" placeholder={account?.email ?? undefined} />
      </Form.Item>
      <Form.Item name="language" label={t('accounts.language')}>
        <Select options={languages} />
      </Form.Item>
      {!account && (
        <Form.Item name="oidc_subject" label={t('accounts.oidc_subject')}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      )}
    </FormDialog>
  );
}
