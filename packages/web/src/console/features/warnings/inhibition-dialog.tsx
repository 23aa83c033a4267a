import type { Inhibition, InhibitionsInForce } from '@opentocc/contract';
import { Button, Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { LABELS, useSaid } from './labels.ts';

type Side = 'source' | 'target';
interface Fields extends Pick<Inhibition, Side | 'equal'> {
  readonly zh: string;
  readonly en?: string;
}

/** Adds one way in which a warning holds back others. A circle is refused in the dialog, by name. */
export function InhibitionDialog(props: { readonly inForce: InhibitionsInForce; close(): void }) {
  const { inForce, close } = props;
  const { t } = useTranslation();
  const run = useSaving('inhibitions', 'warnings');
  const required = useRequired();
  const said = useSaid();
  const [form] = Form.useForm<Fields>();
  const save = ({ zh, en, source, target, equal }: Fields) => {
    const made = { name: { zh, en: en?.trim() || zh }, source, target, equal };
    const body = { version: inForce.version, list: [...inForce.list, made] };
    return run(() => call('PUT /api/v1/inhibitions', { body }));
  };
  const labels = LABELS.map((value) => ({ value, label: said.label(value) }));
  return (
    <FormDialog
      title={t('warnings.add_inhibition')}
      okText={t('common.ok')}
      width={760}
      form={form}
      initial={{
        source: [{ label: 'level', values: ['red'] }],
        target: [{ label: 'level', values: ['blue', 'yellow'] }],
        equal: ['district'],
      }}
      save={save}
      close={close}
    >
      <div className="rule-form">
        <Form.Item name="zh" label={t('warnings.name_zh')} rules={[required]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="en" label={t('warnings.name_en')}>
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Conditions side="source" title={t('warnings.while')} />
      <Conditions side="target" title={t('warnings.holds_back')} />
      <Form.Item name="equal" label={t('warnings.with_same')}>
        <Select mode="tags" maxCount={10} options={labels} optionFilterProp="label" />
      </Form.Item>
    </FormDialog>
  );
}

/** All of some conditions: a label with values of which one must stand. */
function Conditions({ side, title }: { readonly side: Side; readonly title: string }) {
  const { t } = useTranslation();
  return (
    <fieldset className="rule-part">
      <legend>{title}</legend>
      <Form.List name={side}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <Condition
                key={key}
                side={side}
                row={name}
                remove={rows.length > 1 ? () => remove(name) : null}
              />
            ))}
            {rows.length < 10 && (
              <Button size="small" onClick={() => add({ label: 'scope', values: [] })}>
                {t('warnings.add_condition')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

interface ConditionProps {
  readonly side: Side;
  readonly row: number;
  /** Null for the last one: without a condition it would hold back everything. */
  readonly remove: (() => void) | null;
}

function Condition({ side, row, remove }: ConditionProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const required = useRequired();
  const chosen = Form.useWatch<string | undefined>([side, row, 'label']) ?? '';
  return (
    <div className="condition-row">
      <Form.Item name={[row, 'label']} rules={[required]}>
        <Select
          aria-label={t('warnings.condition_label')}
          showSearch
          optionFilterProp="label"
          options={LABELS.map((value) => ({ value, label: said.label(value) }))}
        />
      </Form.Item>
      <Form.Item name={[row, 'values']} rules={[required]}>
        <Select
          aria-label={t('warnings.condition_values')}
          mode="tags"
          maxCount={50}
          tokenSeparators={[',', '，']}
          optionFilterProp="label"
          options={said.valuesOf(chosen)}
        />
      </Form.Item>
      {remove && (
        <Button size="small" onClick={remove}>
          {t('warnings.remove_condition')}
        </Button>
      )}
    </div>
  );
}
