import type { DutyBulletin } from '@opentocc/contract';
import { Button, Form, Input, Space, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { fixed, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useMay } from '../../../session/session.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useAction, useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { OpensLink } from '../opens-link.tsx';
import { DUTY } from '../queries.ts';

const COLOURS = { draft: 'processing', approved: 'warning', sent: 'success', withdrawn: 'default' } as const;

interface Props {
  readonly bulletin: DutyBulletin;
}

/** One bulletin with its numbers, each of which opens where it comes from. */
export function BulletinItem({ bulletin }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { title, text, figures, state, made_ms, edited_by, approved_by, sent_ms, recipients, reason } =
    bulletin;
  return (
    <li>
      <p className="duty-heading">
        <Tag color={COLOURS[state]}>{t(`duty.bulletin_state.${state}`)}</Tag>
        <strong>{title[language]}</strong>
        <span className="muted">{minuteOf(made_ms)}</span>
      </p>
      <p className="duty-bulletin-text">{text[language]}</p>
      <p className="duty-figures">
        {figures.map(({ key, name, value, unit, digits, opens, missing }) => (
          <OpensLink key={key} opens={opens}>
            {name[language]}{' '}
            {value === null
              ? (missing?.[language] ?? t('duty.no_figure'))
              : `${fixed(value, digits)} ${unit[language]}`}
          </OpensLink>
        ))}
      </p>
      <small className="muted">
        {t('duty.edited_by', { name: edited_by === 'system' ? t('duty.by_system') : edited_by })}
        {approved_by && ` · ${t('duty.approved_by', { name: approved_by })}`}
        {sent_ms !== null && ` · ${t('duty.sent_to', { at: minuteOf(sent_ms), count: recipients })}`}
        {reason && ` · ${reason}`}
      </small>
      <Acts bulletin={bulletin} />
    </li>
  );
}

function Acts({ bulletin: { id, version, state, text } }: Props) {
  const { t } = useTranslation();
  const act = useAction(DUTY);
  const [mayServe, mayPublish] = [useMay('duty:serve'), useMay('duty:publish')];
  const [editing, setEditing] = useState(false);
  const parts = { params: { id }, body: { version } };
  return (
    <Space wrap className="duty-acts">
      {mayServe && state === 'draft' && (
        <Button size="small" onClick={() => setEditing(true)}>
          {t('duty.edit')}
        </Button>
      )}
      {mayPublish && state === 'draft' && (
        <Button
          size="small"
          type="primary"
          onClick={() => void act(() => call('POST /api/v1/duty/bulletins/:id/approval', parts))}
        >
          {t('duty.approve')}
        </Button>
      )}
      {mayPublish && state === 'approved' && (
        <Confirm
          title={t('duty.send_ask')}
          onConfirm={() => act(() => call('POST /api/v1/duty/bulletins/:id/sending', parts))}
        >
          <Button size="small" type="primary">
            {t('duty.send')}
          </Button>
        </Confirm>
      )}
      {editing && <EditDialog {...{ id, version, text }} close={() => setEditing(false)} />}
    </Space>
  );
}

interface EditProps extends Pick<DutyBulletin, 'id' | 'version' | 'text'> {
  close(): void;
}

function EditDialog({ id, version, text, close }: EditProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<DutyBulletin['text']>();
  const save = useSaving(DUTY);
  const required = useRequired();
  return (
    <FormDialog
      title={t('duty.edit')}
      okText={t('common.ok')}
      width={640}
      form={form}
      initial={text}
      save={(words) =>
        save(() => call('PUT /api/v1/duty/bulletins/:id', { params: { id }, body: { version, text: words } }))
      }
      close={close}
    >
      <Form.Item name="zh" label={t('duty.text_zh')} rules={[required]}>
        <Input.TextArea autoSize={{ minRows: 4 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="en" label={t('duty.text_en')} rules={[required]}>
        <Input.TextArea autoSize={{ minRows: 4 }} maxLength={6000} />
      </Form.Item>
    </FormDialog>
  );
}
