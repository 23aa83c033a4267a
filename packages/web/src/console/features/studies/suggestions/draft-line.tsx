import type { ControlDraft } from '@opentocc/contract';
import { Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useMay } from '../../../session/session.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';

/** What became of a suggestion: a draft, by whom, or why it was withdrawn. */
export function DraftLine({ draft }: { readonly draft: ControlDraft }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { id, state, author, drafted_ms, sign_text } = draft;
  return (
    <p className="suggest-draft">
      <DraftTag state={state} />
      <span>{t('studies.suggest.draft', { id })}</span>
      {sign_text && <span className="suggest-sign">{sign_text[language]}</span>}
      <span className="muted">{t('studies.suggest.draft_by', { author, at: minuteOf(drafted_ms) })}</span>
      <Withdrawn draft={draft} />
      <WithdrawDraft draft={draft} />
    </p>
  );
}

export function DraftTag({ state }: Pick<ControlDraft, 'state'>) {
  const { t } = useTranslation();
  return (
    <Tag color={state === 'draft' ? 'processing' : 'default'}>{t(`studies.suggest.states.${state}`)}</Tag>
  );
}

export function Withdrawn({
  draft: { withdrawn_by, withdrawn_ms, reason },
}: {
  readonly draft: ControlDraft;
}) {
  const { t } = useTranslation();
  if (withdrawn_ms === null) return null;
  const said = { by: withdrawn_by, at: minuteOf(withdrawn_ms), reason };
  return <span className="muted">{t('studies.suggest.withdrawn', said)}</span>;
}

export function WithdrawDraft({ draft: { id, state } }: { readonly draft: ControlDraft }) {
  const { t } = useTranslation();
  const may = useMay('suggestions:accept');
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const save = useSaving('suggestions');
  const required = useRequired();
  if (!may || state !== 'draft') return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('studies.suggest.withdraw')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('studies.suggest.withdraw_title', { id })}
          okText={t('studies.suggest.withdraw')}
          form={form}
          save={(body) =>
            save(() => call('POST /api/v1/control-drafts/:id/withdrawal', { params: { id }, body }))
          }
          close={() => setOpen(false)}
        >
          <Form.Item
            name="reason"
            label={t('studies.suggest.reason')}
            rules={[required, { min: 2, message: t('common.required') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
