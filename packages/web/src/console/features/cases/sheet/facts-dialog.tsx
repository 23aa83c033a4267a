import type { CaseType, MeantParty } from '@opentocc/contract';
import { Checkbox, Form, Input, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CategorySelect } from '../category-select.tsx';
import { MEANT_KINDS, TYPES } from '../choices.ts';
import { CHANGED } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

interface Fields {
  readonly type: CaseType;
  readonly category: string;
  readonly title: string;
  readonly place: string;
  readonly meant_kind: MeantParty['kind'];
  readonly meant_name: string;
  readonly secret: boolean;
}

/** Corrects the facts of a case; only what was changed is sent. */
export function FactsDialog({ one, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const { id, version, type, category, title, places, meant, asker } = one;
  const initial: Fields = {
    ...{ type, category, title, place: places.text, secret: asker.secret },
    ...{ meant_kind: meant?.kind ?? 'firm', meant_name: meant?.name ?? '' },
  };
  const send = (fields: Fields) => {
    const isMeant = fields.meant_name !== initial.meant_name || fields.meant_kind !== initial.meant_kind;
    const facts = {
      ...(fields.type !== type && { type: fields.type }),
      ...(fields.category !== category && { category: fields.category }),
      ...(fields.title !== title && { title: fields.title }),
      ...(fields.place !== places.text && { place: { ...places, text: fields.place } }),
      ...(isMeant && { meant: meantOf(fields) }),
      ...(fields.secret && !asker.secret && { secret: true as const }),
    };
    return save(() => call('POST /api/v1/cases/:id/facts', { params: { id }, body: { version, ...facts } }));
  };
  return (
    <FormDialog
      title={t('cases.act.facts')}
      okText={t('common.ok')}
      form={form}
      initial={initial}
      save={send}
      close={close}
    >
      <Form.Item name="title" label={t('cases.title_of')} rules={[required]}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <div className="case-fields">
        <Form.Item name="type" label={t('cases.type_of')}>
          <Select options={TYPES.map((value) => ({ value, label: t(`cases.type.${value}`) }))} />
        </Form.Item>
        <Form.Item name="category" label={t('cases.category')}>
          <CategorySelect />
        </Form.Item>
        <Form.Item name="meant_kind" label={t('cases.meant')}>
          <Select options={MEANT_KINDS.map((value) => ({ value, label: t(`cases.meant_kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="meant_name" label={t('cases.meant_name')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name="place" label={t('cases.place')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="secret" valuePropName="checked" extra={t('cases.secret_hint')}>
        <Checkbox disabled={asker.secret}>{t('cases.secret')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

const meantOf = ({ meant_kind, meant_name }: Fields): MeantParty | null =>
  meant_name.trim() === '' ? null : { kind: meant_kind, name: meant_name.trim(), unit: null };
