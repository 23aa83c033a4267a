import type { DutyBoard } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Form, Select } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useSession } from '../../../session/session.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { DUTY, useBoard, usePeople } from '../queries.ts';

interface Fields {
  post: number;
  incoming: string;
}

/** Chooses the post and who takes over; the roster proposes who comes next. */
export function BeginDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const save = useSaving(DUTY);
  const navigate = useNavigate();
  const begin = async (body: Fields) => {
    const { id } = await save(() => call('POST /api/v1/duty/handovers', { body }));
    await navigate({ to: '/duty/handovers/$handover', params: { handover: String(id) } });
  };
  return (
    <FormDialog title={t('duty.begin')} okText={t('duty.begin')} form={form} save={begin} close={close}>
      <Answer query={useBoard()} isEmpty={({ posts }) => posts.length === 0} empty={t('duty.no_posts')}>
        {(board) => <Choices board={board} propose={(incoming) => form.setFieldsValue({ incoming })} />}
      </Answer>
    </FormDialog>
  );
}

function Choices({
  board: { posts },
  propose,
}: {
  readonly board: DutyBoard;
  propose(incoming: string): void;
}) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const { principal: own } = useSession();
  const people = known(usePeople())?.filter(({ principal }) => principal !== own);
  const next = (id: number) =>
    posts.find(({ post }) => post.id === id)?.next?.people.find((one) => one !== own);
  return (
    <>
      <Form.Item name="post" label={t('duty.post')} rules={[required]}>
        <Select
          options={posts.map(({ post }) => ({ value: post.id, label: post.name[language] }))}
          onChange={(id: number) => propose(next(id) ?? '')}
        />
      </Form.Item>
      <Form.Item name="incoming" label={t('duty.incoming')} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={people?.map(({ principal, name, display_name }) => ({
            value: principal,
            label: `${name} ${display_name}`,
          }))}
        />
      </Form.Item>
    </>
  );
}
