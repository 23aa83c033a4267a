import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { Assumed } from '../../../ui/assumed.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { PlanTag } from '../parts.tsx';
import { CHANGED_BY_PLANS } from '../queries.ts';
import { ReasonButton } from '../run/reason-button.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

/** How the plan stands, and what can be done with all of it. */
export function EditorActs({ editor }: { readonly editor: PlanEditor }) {
  const { t } = useTranslation();
  const { plan, document, isDirty, mayEdit } = editor;
  const mayPublish = useMay('plans:publish') && plan.state !== 'retired';
  const { id, rev, state, version } = plan;
  return (
    <p className="plans-heading">
      <PlanTag state={state} />
      {version !== null && <span>{t('plans.editor.version_line', { version })}</span>}
      {document.basis.assumed && (
        <Assumed source={t('plans.assumed_hint', { source: document.basis.source })} />
      )}
      {!mayEdit && state !== 'retired' && <span className="muted">{t('plans.editor.read_only')}</span>}
      {isDirty && <strong className="plans-proposed">{t('plans.editor.unsaved')}</strong>}
      {mayEdit && (
        <>
          <Button type="primary" disabled={!isDirty} onClick={editor.save}>
            {t('plans.editor.save')}
          </Button>
          <Button onClick={editor.check}>{t('plans.editor.check')}</Button>
        </>
      )}
      {mayPublish && (
        <>
          <Publish editor={editor} />
          <ReasonButton
            title={t('plans.editor.retire')}
            dialog={t('plans.editor.retire_title')}
            send={(reason) =>
              call('POST /api/v1/plans/:id/retirement', { params: { id }, body: { rev, reason } })
            }
          />
        </>
      )}
    </p>
  );
}

function Publish({ editor: { plan, isDirty } }: { readonly editor: PlanEditor }) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED_BY_PLANS);
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ note: string }>();
  const { id, rev, state, version } = plan;
  return (
    <>
      <Button disabled={isDirty || state === 'published'} onClick={() => setOpen(true)}>
        {t('plans.editor.publish')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('plans.editor.publish_title', { version: (version ?? 0) + 1 })}
          okText={t('plans.editor.publish')}
          form={form}
          initial={{ note: '' }}
          save={({ note }) =>
            save(() => call('POST /api/v1/plans/:id/publication', { params: { id }, body: { rev, note } }))
          }
          close={() => setOpen(false)}
        >
          <p className="muted">{t('plans.editor.publish_hint')}</p>
          <Form.Item name="note" label={t('plans.editor.note')}>
            <Input maxLength={300} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
