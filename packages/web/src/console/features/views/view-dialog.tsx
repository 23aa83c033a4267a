import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { UnitPicker } from '../../session/unit-picker.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { VIEWS, viewsQuery } from './queries.ts';

interface Fields {
  name: string;
  unit: string;
}
interface Named {
  readonly name: string;
  readonly unit: string | null;
}
interface Props {
  readonly title: string;
  readonly initial: Named;
  save(view: Named): Promise<unknown>;
  close(): void;
}

/** Stands in the tree of units for none of them. */
const NOBODY = '';

/** The name of a view and with whom it is shared: of a new one, or of one's own. */
export function ViewDialog({ title, initial, save, close }: Props) {
  const { t } = useTranslation();
  const saving = useSaving(VIEWS);
  const [form] = Form.useForm<Fields>();
  const views = useQuery(viewsQuery);
  return (
    <FormDialog
      title={title}
      okText={t('common.ok')}
      form={form}
      initial={{ name: initial.name, unit: initial.unit ?? NOBODY }}
      save={({ name, unit }) =>
        saving(() => save({ name: name.trim(), unit: unit === NOBODY ? null : unit }))
      }
      close={close}
    >
      <Form.Item
        name="name"
        label={t('views.name')}
        rules={[{ required: true, whitespace: true, max: 60, message: t('views.name_rule') }]}
      >
        <Input maxLength={60} autoFocus autoComplete="off" />
      </Form.Item>
      <Answer query={views}>
        {({ may_share_with }) => (
          <Form.Item name="unit" label={t('views.shared_with')} extra={t('views.share_hint')}>
            <UnitPicker
              first={{ value: NOBODY, title: t('views.nobody') }}
              offers={({ code }) => may_share_with.includes(code)}
            />
          </Form.Item>
        )}
      </Answer>
    </FormDialog>
  );
}
