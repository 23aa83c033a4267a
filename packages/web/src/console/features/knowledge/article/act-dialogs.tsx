import type { Article, ArticleAct } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { call } from '../../../../ui/api.ts';
import { dayOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { shiftDay } from '../../../ui/typed-time.ts';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED, useWriters } from '../queries.ts';

export interface ActDialogProps {
  readonly article: Article;
  /** The gap that the article was written for. */
  readonly gap: number | undefined;
  close(): void;
}

interface Fields {
  readonly note?: string;
  readonly review_on?: string;
  readonly to?: string;
}

interface Props extends ActDialogProps {
  readonly act: ArticleAct['act'];
  readonly initial?: Partial<Fields>;
  readonly isReasonNeeded?: boolean;
  readonly children?: ReactNode;
  actOf(fields: Fields & { readonly note: string; readonly version: number }): ArticleAct;
}

/** Asks what an act needs, does it, and settles the gap that the article was written for once it is published. */
function ActDialog({ article, gap, act, initial, isReasonNeeded, children, actOf, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const { id, version } = article;
  const done = (fields: Fields) =>
    save(async () => {
      const body = actOf({ ...fields, version, note: fields.note ?? '' });
      await call('POST /api/v1/knowledge/articles/:id/acts', { params: { id }, body });
      if (act === 'publish' && gap !== undefined)
        await call('POST /api/v1/knowledge/gaps/:id/decision', {
          params: { id: gap },
          body: { to: 'answered', article: id },
        });
    });
  return (
    <FormDialog
      title={t(`knowledge.act.${act}`)}
      okText={t(`knowledge.act.${act}`)}
      form={form}
      initial={initial}
      save={done}
      close={close}
    >
      <p className="muted">{t(`knowledge.act_hint.${act}`)}</p>
      {children}
      <Form.Item
        name="note"
        label={t(isReasonNeeded ? 'common.reason' : 'knowledge.note')}
        rules={isReasonNeeded ? [required, { min: 2, whitespace: true, message: t('common.required') }] : []}
      >
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}

export function PublishDialog(props: ActDialogProps) {
  return (
    <ActDialog {...props} act="publish" actOf={({ version, note }) => ({ act: 'publish', version, note })} />
  );
}

export function RetireDialog(props: ActDialogProps) {
  return (
    <ActDialog
      {...props}
      act="retire"
      isReasonNeeded
      actOf={({ version, note }) => ({ act: 'retire', version, note })}
    />
  );
}

/** How far the next review is put unless somebody says otherwise, days. */
const REVIEWED_AGAIN_DAYS = 180;

export function ReviewDialog(props: ActDialogProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const today = dayOf(platformNow());
  const next = shiftDay(today, REVIEWED_AGAIN_DAYS);
  return (
    <ActDialog
      {...props}
      act="review"
      initial={{ review_on: next }}
      actOf={({ version, note, review_on = next }) => ({ act: 'review', version, note, review_on })}
    >
      <Form.Item name="review_on" label={t('knowledge.review_next')} rules={[required]}>
        <DateField min={shiftDay(today, 1)} />
      </Form.Item>
    </ActDialog>
  );
}

export function HandOverDialog(props: ActDialogProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const { principal: owner } = props.article.owner;
  const people = useWriters().filter(({ principal }) => principal !== owner);
  return (
    <ActDialog
      {...props}
      act="hand_over"
      actOf={({ version, note, to = '' }) => ({ act: 'hand_over', version, note, to })}
    >
      <Form.Item name="to" label={t('knowledge.new_owner')} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={people.map(({ principal, name }) => ({ value: principal, label: name }))}
        />
      </Form.Item>
    </ActDialog>
  );
}
