import type { FreightRegime } from '@opentocc/contract';
import { Checkbox, Form, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRequired } from '../../../ui/use-required.ts';
import { EndInput, MomentInput } from '../moment-input.tsx';
import type { DraftEditor } from './use-draft-editor.ts';
import { WordsFields } from './words-fields.tsx';

type Fields = Pick<
  FreightRegime,
  'name' | 'stance' | 'streets' | 'from_ms' | 'to_ms' | 'source' | 'assumed' | 'opening'
>;

/** The head of a regime as a form. */
export function HeadDialog({ editor, close }: { readonly editor: DraftEditor; close(): void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const { regime, change } = editor;
  const from_ms = Form.useWatch('from_ms', form) ?? regime.from_ms;
  const choices = <T extends string>(group: 'stance' | 'planned' | 'under_way', values: readonly T[]) =>
    values.map((value) => ({
      value,
      label: t(`freight-regimes.${group}.${value}` as 'freight-regimes.stance.normal'),
    }));
  return (
    <FormDialog
      title={t('freight-regimes.edit')}
      okText={t('common.ok')}
      form={form}
      initial={regime}
      save={async (fields) => change(fields)}
      close={close}
    >
      <WordsFields name="name" label={t('freight-regimes.name')} most={60} />
      <Form.Item name="stance" label={t('freight-regimes.stance_label')}>
        <Radio.Group options={choices('stance', ['normal', 'emergency'])} />
      </Form.Item>
      <Form.Item name="from_ms" rules={[required]}>
        <MomentInput label={t('freight-regimes.from')} />
      </Form.Item>
      <Form.Item name="to_ms">
        <EndInput label={t('freight-regimes.until')} from_ms={from_ms} />
      </Form.Item>
      <Form.Item
        name="streets"
        label={t('freight-regimes.streets')}
        extra={t('freight-regimes.streets_hint')}
      >
        <Select mode="tags" tokenSeparators={[' ', ',', '，', '、']} />
      </Form.Item>
      <WordsFields name="source" label={t('freight-regimes.source_label')} most={600} />
      <Form.Item name="assumed" valuePropName="checked">
        <Checkbox>{t('freight-regimes.assumed')}</Checkbox>
      </Form.Item>
      <Form.Item name={['opening', 'planned']} label={t('freight-regimes.planned_label')}>
        <Radio.Group options={choices('planned', ['rejudge', 'cancel'])} />
      </Form.Item>
      <Form.Item name={['opening', 'under_way']} label={t('freight-regimes.under_way_label')}>
        <Radio.Group options={choices('under_way', ['finish', 'change'])} />
      </Form.Item>
      <Form.Item name={['opening', 'grace_min']} label={t('freight-regimes.grace_min')} rules={[required]}>
        <InputNumber min={0} max={43_200} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
