import type { CaseCluster } from '@opentocc/contract';
import { Checkbox, Form, Input, Segmented } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED } from '../queries.ts';

interface Props {
  readonly cluster: CaseCluster;
  close(): void;
}

interface Decision {
  readonly decision: 'confirmed' | 'dissolved';
  readonly members: number[];
  readonly title: string;
  readonly reason?: string;
}

/** Whether cases are of one matter, and which of them. */
export function ClusterDialog({ cluster: { id, version, title, members }, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Decision>();
  const decision = Form.useWatch('decision', form) ?? 'confirmed';
  const offered = members.filter(({ state }) => state !== 'removed').map((member) => member.case);
  return (
    <FormDialog
      title={t('cases.cluster_decide')}
      okText={t('common.ok')}
      form={form}
      width={640}
      initial={{ decision: 'confirmed', title, members: offered.map((one) => one.id) }}
      save={({ reason = '', ...fields }) =>
        save(() =>
          call('POST /api/v1/case-clusters/:id/decision', {
            params: { id },
            body: {
              ...{ version, decision: fields.decision, reason },
              ...(fields.decision === 'confirmed' && { members: fields.members, title: fields.title }),
            },
          }),
        )
      }
      close={close}
    >
      <Form.Item name="decision" label={t('cases.ruling')}>
        <Segmented
          options={(['confirmed', 'dissolved'] as const).map((value) => ({
            value,
            label: t(`cases.cluster_decision.${value}`),
          }))}
        />
      </Form.Item>
      {decision === 'confirmed' && (
        <>
          <Form.Item name="title" label={t('cases.cluster_title')} rules={[required]}>
            <Input maxLength={100} autoFocus />
          </Form.Item>
          <Form.Item name="members" label={t('cases.cluster_members')} rules={[required]}>
            <Checkbox.Group
              className="cluster-members"
              options={offered.map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }))}
            />
          </Form.Item>
        </>
      )}
      <Form.Item name="reason" label={t('common.reason')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

/** One answer to all; each asker hears it in the way that they wished for. */
export function ClusterAnswerDialog({ cluster: { id, version }, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<{ text: string; close?: boolean }>();
  return (
    <FormDialog
      title={t('cases.cluster_answer')}
      okText={t('cases.cluster_answer')}
      form={form}
      width={640}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/case-clusters/:id/answer', {
            params: { id },
            body: { version, text: fields.text, close: fields.close ?? false },
          }),
        )
      }
      close={close}
    >
      <p className="muted">{t('cases.cluster_answer_hint')}</p>
      <Form.Item name="text" label={t('cases.answer_text')} rules={[useRequired()]}>
        <Input.TextArea rows={8} maxLength={10_000} showCount autoFocus />
      </Form.Item>
      <Form.Item name="close" valuePropName="checked">
        <Checkbox>{t('cases.close_with_answer')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
