import type { TaggedUnit } from '@opentocc/contract';
import { Button, Form, Select, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { CHANGED_BY_PLANS, usePlanChoices } from './queries.ts';
import { useSay } from './say.ts';
import { useTagName } from './tag-names.ts';

/** Tags that come with the kind of a unit. */
const KIND_TAGS = ['city-centre', 'sub-centre', 'department'];

/** Units and the tags by which they join plans. */
export function TagsCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('plans.editor.tags')} extra={t('plans.editor.tags_hint')}>
      <Answer query={answerFrom(usePlanChoices(), ({ units }) => units)} height_px={160}>
        {(units) => (
          <Table
            rowKey="code"
            size="small"
            columns={columns}
            dataSource={units}
            scroll={{ x: true }}
            pagination={{ pageSize: 8, showSizeChanger: false, hideOnSinglePage: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(): TableColumnsType<TaggedUnit> {
  const { t } = useTranslation();
  const say = useSay();
  const tagName = useTagName();
  const may = useMay('plans:publish');
  return [
    { title: t('plans.tasks.unit'), render: (_, { name }) => say(name) },
    {
      title: t('plans.editor.tags'),
      render: (_, { tags, assumed }) => (
        <>
          {tags.map((tag) => (
            <Tag key={tag}>{tagName(tag)}</Tag>
          ))}
          {assumed && <Assumed />}
        </>
      ),
    },
    ...(may ? [{ title: '', render: (_: unknown, unit: TaggedUnit) => <ChangeTags unit={unit} /> }] : []),
  ];
}

function ChangeTags({ unit }: { readonly unit: TaggedUnit }) {
  const { t } = useTranslation();
  const say = useSay();
  const save = useSaving(...CHANGED_BY_PLANS);
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ tags: string[] }>();
  const { code, name, tags } = unit;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('plans.editor.change_head')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('plans.editor.tags_of', { unit: say(name) })}
          okText={t('plans.editor.done')}
          form={form}
          initial={{ tags: tags.filter((tag) => !KIND_TAGS.includes(tag)) }}
          save={(body) => save(() => call('PUT /api/v1/plan-units/:code/tags', { params: { code }, body }))}
          close={() => setOpen(false)}
        >
          <Form.Item name="tags" label={t('plans.editor.tags')} extra={t('plans.editor.tag_rule')}>
            <Select mode="tags" open={false} suffixIcon={null} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
