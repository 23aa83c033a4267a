import type { KnowledgeGap } from '@opentocc/contract';
import { Form, Input } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { ArticleSelect, type ChosenArticle } from '../article-select.tsx';
import { CHANGED } from '../queries.ts';

interface Props {
  readonly gap: KnowledgeGap;
  close(): void;
}

/** Names the article that answers what was asked. */
export function AnswerGapDialog({ gap: { id, text }, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<{ articles: ChosenArticle[] }>();
  return (
    <FormDialog
      title={t('knowledge.gap_answer')}
      okText={t('common.ok')}
      form={form}
      save={({ articles: [{ value: article }] }) =>
        save(() =>
          call('POST /api/v1/knowledge/gaps/:id/decision', {
            params: { id },
            body: { to: 'answered', article },
          }),
        )
      }
      close={close}
    >
      <p>{text}</p>
      <Form.Item name="articles" label={t('knowledge.article')} rules={[required]}>
        <ArticleSelect most={1} />
      </Form.Item>
    </FormDialog>
  );
}

/** Says why no article is needed. */
export function DismissGapDialog({ gap: { id, text }, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<{ note: string }>();
  return (
    <FormDialog
      title={t('knowledge.gap_dismiss')}
      okText={t('common.ok')}
      form={form}
      save={({ note }) =>
        save(() =>
          call('POST /api/v1/knowledge/gaps/:id/decision', {
            params: { id },
            body: { to: 'dismissed', note },
          }),
        )
      }
      close={close}
    >
      <p>{text}</p>
      <Form.Item
        name="note"
        label={t('common.reason')}
        rules={[required, { min: 2, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={2} maxLength={300} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
