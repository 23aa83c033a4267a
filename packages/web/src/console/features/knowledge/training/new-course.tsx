import { useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { dayOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { ArticleSelect, type ChosenArticle } from '../article-select.tsx';
import { CHANGED } from '../queries.ts';
import { MonthField } from './month-field.tsx';

interface Fields {
  readonly month: string;
  readonly title: string;
  readonly articles: readonly ChosenArticle[];
}

/** Articles that a course has at most. */
const MOST = 30;

/** Makes a course of articles; its quiz is generated and opens to be edited. */
export function NewCourseDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  // The same course sent twice, as after a lost answer, is one.
  const [key] = useState(() => crypto.randomUUID());
  const month = dayOf(platformNow()).slice(0, 7);
  const make = ({ articles, ...fields }: Fields) =>
    save(async () => {
      const body = { ...fields, key, articles: articles.map(({ value }) => value) };
      const { id } = await call('POST /api/v1/knowledge/courses', { body });
      await navigate({ to: '/knowledge/training/$course', params: { course: String(id) } });
    });
  return (
    <FormDialog
      title={t('knowledge.course_new')}
      okText={t('knowledge.course_make')}
      form={form}
      initial={{ month, title: t('knowledge.course_default', { month }) }}
      save={make}
      close={close}
    >
      <p className="muted">{t('knowledge.course_hint')}</p>
      <Form.Item name="month" label={t('knowledge.month')} rules={[required]}>
        <MonthField />
      </Form.Item>
      <Form.Item name="title" label={t('knowledge.course_title')} rules={[required, { min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="articles" label={t('knowledge.course_articles')} rules={[required]}>
        <ArticleSelect most={MOST} />
      </Form.Item>
    </FormDialog>
  );
}
