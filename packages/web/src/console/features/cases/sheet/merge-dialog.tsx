import type { CaseBrief } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSettled } from '../../../../ui/use-settled.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED, useCasePage } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

interface Fields {
  readonly other: number;
  readonly reason: string;
}

/** Merges two cases of the same matter: the later goes into the earlier, whose clocks run on. */
export function MergeDialog({ one, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const [text, setText] = useState('');
  const sought = useSettled(text.trim(), 250);
  const found = known(useCasePage({ ...(sought && { text: sought }), sort: 'newest' }, 0));
  const others = (found?.cases ?? []).filter(({ id }) => id !== one.id);
  const send = ({ other: id, reason }: Fields) => {
    const other = others.find((each) => each.id === id);
    const [into, gone] = other && other.received_ms < one.received_ms ? [other, one] : [one, other];
    return save(() =>
      call('POST /api/v1/cases/:id/merges', {
        params: { id: into.id },
        body: { version: into.version, other: gone?.id ?? id, other_version: gone?.version ?? 1, reason },
      }),
    );
  };
  return (
    <FormDialog
      title={t('cases.act.merge')}
      okText={t('cases.act.merge')}
      form={form}
      width={640}
      save={send}
      close={close}
    >
      <p className="muted">{t('cases.merge_hint')}</p>
      <Form.Item name="other" label={t('cases.merge_other')} rules={[required]}>
        <Select
          autoFocus
          placeholder={t('cases.merge_search')}
          showSearch={{ filterOption: false, onSearch: setText }}
          options={others.map(optionOf)}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

const optionOf = ({ id, number, title, place }: CaseBrief) => ({
  value: id,
  label: [number, title, place].filter(Boolean).join(' · '),
});
