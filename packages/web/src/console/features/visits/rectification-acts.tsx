import type { Rectification } from '@opentocc/contract';
import { Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useBusyAction, useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED } from './queries.ts';

interface Props {
  readonly one: Rectification;
}
type Act = 'done' | 'close' | 'back';

/** What can be done about a bad answer from where it stands. */
export function RectificationActs({ one }: Props) {
  const { t } = useTranslation();
  const [isBusy, act] = useBusyAction(...CHANGED);
  const [mayJudge, mayRectify] = [useMay('visits:supervise'), useMay('visits:rectify')];
  const [open, setOpen] = useState<Act | null>(null);
  const { id, version, state, owner } = one;
  const own = () =>
    act(() => call('POST /api/v1/rectifications/:id/owner', { params: { id }, body: { version } }));
  return (
    <Space wrap>
      {state === 'open' && mayRectify && (
        <>
          {owner === null && (
            <Button loading={isBusy} onClick={own}>
              {t('visits.own')}
            </Button>
          )}
          <Button type="primary" disabled={isBusy} onClick={() => setOpen('done')}>
            {t('visits.say_done')}
          </Button>
        </>
      )}
      {state === 'done' && mayJudge && (
        <>
          <Button type="primary" onClick={() => setOpen('close')}>
            {t('visits.close_it')}
          </Button>
          <Button onClick={() => setOpen('back')}>{t('visits.send_back')}</Button>
        </>
      )}
      {open && <ActDialog one={one} act={open} close={() => setOpen(null)} />}
    </Space>
  );
}

function ActDialog({ one: { id, version }, act, close }: Props & { readonly act: Act; close(): void }) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<{ text: string }>();
  const isDone = act === 'done';
  const title = t(isDone ? 'visits.say_done' : act === 'close' ? 'visits.close_it' : 'visits.send_back');
  const send = ({ text }: { text: string }) =>
    isDone
      ? call('POST /api/v1/rectifications/:id/done', { params: { id }, body: { version, done: text } })
      : call('POST /api/v1/rectifications/:id/closing', {
          params: { id },
          body: { version, closed: act === 'close', reason: text },
        });
  return (
    <FormDialog
      title={title}
      okText={title}
      form={form}
      save={(fields) => save(() => send(fields))}
      close={close}
    >
      <Form.Item
        name="text"
        label={t(isDone ? 'visits.done_label' : 'visits.reason')}
        rules={[useRequired(), { min: isDone ? 10 : 2, whitespace: true }]}
      >
        <Input.TextArea rows={4} maxLength={2000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
