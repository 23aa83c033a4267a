import type { Suggestion } from '@opentocc/contract';
import { Form, Input } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';

interface Props {
  readonly study: number;
  readonly suggestion: Suggestion;
  close(): void;
}

/** As the contract bounds them. */
const LETTERS = { zh: 24, en: 56 } as const;

/** Stores a suggestion as a draft; the words of a sign may be changed before. */
export function AcceptDialog({ study, suggestion: { key, name, sign }, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const save = useSaving('suggestions');
  const [form] = Form.useForm<{ zh: string; en: string }>();
  const required = useRequired();
  const accept = (words: { zh: string; en: string }) =>
    save(() =>
      call('POST /api/v1/studies/:id/drafts', {
        params: { id: study },
        body: { key, sign_text: sign && words },
      }),
    );
  return (
    <FormDialog
      title={`${t('studies.suggest.accept_title')} · ${name[language]}`}
      okText={t('studies.suggest.accept')}
      form={form}
      initial={sign?.text}
      save={accept}
      close={close}
    >
      <p className="muted">{t('studies.suggest.accept_hint')}</p>
      {sign && (
        <>
          <Form.Item name="zh" label={t('studies.suggest.zh_text')} rules={[required]}>
            <Input maxLength={LETTERS.zh} />
          </Form.Item>
          <Form.Item name="en" label={t('studies.suggest.en_text')} rules={[required]}>
            <Input maxLength={LETTERS.en} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
