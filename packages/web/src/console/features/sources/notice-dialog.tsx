import type { NoticeDraft } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select, Space } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { saveFile } from '../../export/save-file.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED_BY_HANDLING } from './queries.ts';

interface Props {
  readonly findings: number[];
  close(): void;
}

const CHANNELS = ['mail', 'phone', 'letter', 'meeting'] as const;
interface Fields {
  to: string;
  channel: (typeof CHANNELS)[number];
  text: string;
}

/** A notice to who answers for a source: drafted by the server, sent by a person, recorded here as sent. */
export function NoticeDialog({ findings, close }: Props) {
  useFocusBack();
  const { t } = useTranslation();
  const draft = useQuery({
    queryKey: ['quality-notice', findings],
    queryFn: () => call('POST /api/v1/quality/findings/notices/draft', { body: { findings } }),
    // What somebody is changing is not drafted again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const drafted = known(draft);
  if (drafted) return <NoticeForm findings={findings} draft={drafted} close={close} />;
  return (
    <Modal open title={t('sources.handling.notice')} footer={null} onCancel={close}>
      <Answer query={draft}>{() => null}</Answer>
    </Modal>
  );
}

function NoticeForm({ findings, draft, close }: Props & { draft: NoticeDraft }) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED_BY_HANDLING);
  const [form] = Form.useForm<Fields>();
  const required = useRequired();
  const text = () => String(form.getFieldValue('text'));
  const download = () =>
    saveFile(`notice-${dayOf(platformNow())}.txt`, new Blob([text()], { type: 'text/plain;charset=utf-8' }));
  return (
    <FormDialog
      title={t('sources.handling.notice')}
      okText={t('sources.handling.record')}
      width={680}
      form={form}
      initial={{ ...draft, channel: 'mail' as const }}
      save={(fields) =>
        save(() => call('POST /api/v1/quality/findings/notices', { body: { findings, ...fields } }))
      }
      close={close}
    >
      <p className="muted">{t('sources.handling.notice_hint')}</p>
      <Form.Item name="to" label={t('sources.handling.to')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="text" label={t('sources.handling.text')} rules={[required]}>
        <Input.TextArea rows={12} maxLength={10_000} />
      </Form.Item>
      <Space className="notice-ways">
        <Button onClick={() => navigator.clipboard.writeText(text())}>{t('common.copy')}</Button>
        <Button onClick={download}>{t('sources.handling.download')}</Button>
      </Space>
      <Form.Item name="channel" label={t('sources.handling.channel')} rules={[required]}>
        <Select
          options={CHANNELS.map((value) => ({ value, label: t(`sources.handling.channels.${value}`) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
