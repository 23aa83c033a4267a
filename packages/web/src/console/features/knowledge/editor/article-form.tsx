import { Alert, Button, Form, Input, Radio } from 'antd';
import type { KeyboardEvent } from 'react';
import { useErrorText } from '../../../../ui/error-text.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { useRequired } from '../../../ui/use-required.ts';
import { AUDIENCES } from '../choices.ts';
import type { Editor } from './use-editor.ts';

/** Longest article, as the contract has it. */
const LONGEST = 20_000;

/** What an article says, for whom, on what it rests and how long it holds. */
export function ArticleForm({ editor, hasNote }: { readonly editor: Editor; readonly hasNote: boolean }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const required = useRequired();
  const { form, initial, draft, refusal, isSaving, isBehind, changed, drop, takeOver, submit } = editor;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+S works wherever the focus is in the form
    <div className="card" onKeyDown={onKeyDown}>
      {draft && (
        <p className="note" role="status">
          {t(isBehind ? 'knowledge.draft_behind' : 'knowledge.draft_here')}{' '}
          {isBehind && (
            <Button size="small" onClick={takeOver}>
              {t('knowledge.draft_take_over')}
            </Button>
          )}{' '}
          <Confirm title={t('knowledge.draft_drop_sure')} isDanger onConfirm={drop}>
            <Button size="small">{t('knowledge.draft_drop')}</Button>
          </Confirm>
        </p>
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={(_, fields) => changed(fields)}
        className="know-form"
      >
        <Form.Item name="title" label={t('knowledge.article_title')} rules={[required, { min: 2 }]}>
          <Input maxLength={100} showCount autoFocus />
        </Form.Item>
        <Form.Item
          name="body"
          label={t('knowledge.body')}
          rules={[required, { min: 2 }]}
          extra={t('knowledge.body_hint')}
        >
          <Input.TextArea autoSize={{ minRows: 10, maxRows: 30 }} maxLength={LONGEST} />
        </Form.Item>
        <Form.Item name="title_en" label={t('knowledge.title_en')} extra={t('knowledge.english_hint')}>
          <Input maxLength={100} showCount lang="en" />
        </Form.Item>
        <Form.Item name="body_en" label={t('knowledge.body_en')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 30 }} maxLength={LONGEST} lang="en" />
        </Form.Item>
        <Form.Item
          name="source"
          label={t('knowledge.source')}
          rules={[required, { min: 2 }]}
          extra={t('knowledge.source_hint')}
        >
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="audience" label={t('knowledge.audience_of')}>
          <Radio.Group
            options={AUDIENCES.map((value) => ({ value, label: t(`knowledge.audience.${value}`) }))}
          />
        </Form.Item>
        <div className="know-dates">
          <Form.Item name="valid_from" label={t('knowledge.field.valid_from')} rules={[required]}>
            <DateField />
          </Form.Item>
          <Form.Item
            name="valid_to"
            label={t('knowledge.field.valid_to')}
            extra={t('knowledge.valid_to_hint')}
          >
            <DateField mayBeEmpty />
          </Form.Item>
          <Form.Item name="review_on" label={t('knowledge.review_on')} rules={[required]}>
            <DateField />
          </Form.Item>
        </div>
        {hasNote && (
          <Form.Item name="note" label={t('knowledge.note')}>
            <Input maxLength={300} />
          </Form.Item>
        )}
      </Form>
      {refusal !== null && <Alert type="error" showIcon title={errorText(refusal)} />}
      <Button type="primary" loading={isSaving} onClick={submit}>
        {t('knowledge.save')} <kbd>Ctrl+S</kbd>
      </Button>
    </div>
  );
}
