import type { CaseLink } from '@opentocc/contract';
import { Button, Form, Input, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { LINK_KINDS } from '../choices.ts';
import { CHANGED } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

/** To what the case refers: it is seen there too. */
export function LinkDialog({ one: { id, version, links }, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<CaseLink>();
  const send = (link: CaseLink, linked: boolean) =>
    save(() => call('POST /api/v1/cases/:id/links', { params: { id }, body: { version, link, linked } }));
  return (
    <FormDialog
      title={t('cases.act.link')}
      okText={t('cases.link_add')}
      form={form}
      initial={{ kind: 'vehicle' }}
      save={(link) => send(link, true)}
      close={close}
    >
      <ul className="case-links">
        {links.map((link) => (
          <li key={`${link.kind} ${link.ref}`}>
            {t(`cases.link_kind.${link.kind}`)} {link.ref}{' '}
            <Button size="small" onClick={() => send(link, false).then(close, () => undefined)}>
              {t('cases.link_remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Form.Item name="kind" label={t('cases.link_to')}>
        <Select options={LINK_KINDS.map((value) => ({ value, label: t(`cases.link_kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="ref" label={t('cases.link_ref')} rules={[required]}>
        <Input maxLength={80} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
