import type { GoodsRule } from '@opentocc/contract';
import { Button, Form, InputNumber, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SourceFields, type SourceOf } from '../../ui/source-fields.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { COLD } from './queries.ts';
import { fieldsOf, type RuleRow, type SettingsFields, settingsOf } from './rule-values.ts';

type Fields = SettingsFields & SourceOf;

interface Props {
  /** Its last version. */
  readonly rule: GoodsRule;
  close(): void;
}

const MOST_RULES = 12;
const MOST_MIN = 7 * 1440;
const ANOTHER: Partial<RuleRow> = { side: 'hot', measure: 'consecutive' };

/** The next version of what a class of goods is supervised by, for goods that are declared from now on. */
export function RuleDialog({ rule, close }: Props) {
  const { goods_class, version, name, settings, source, assumed } = rule;
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const save = useSaving(COLD);
  const [form] = Form.useForm<Fields>();
  const send = ({ zh, en, assumed: isAssumed, ...fields }: Fields) =>
    call('PUT /api/v1/freight/cold-chain/rules', {
      body: {
        ...{ goods_class, name, seen: version, settings: settingsOf(fields) },
        ...{ source: { zh, en: en || zh }, assumed: isAssumed },
      },
    });
  return (
    <FormDialog
      title={t('freight_cold_chain.revise_of', { name: name[language] })}
      okText={t('freight_cold_chain.revise')}
      width={640}
      form={form}
      initial={{ ...fieldsOf(settings), ...source, assumed }}
      save={(fields) => save(() => send(fields))}
      close={close}
    >
      <p className="muted cold-hint">{t('freight_cold_chain.revise_hint')}</p>
      <Rules />
      <div className="cold-settings">
        {(['lost_after_min', 'door_open_min'] as const).map((field) => (
          <Form.Item key={field} name={field} label={t(`freight_cold_chain.${field}`)} rules={[required]}>
            <InputNumber min={field === 'lost_after_min' ? 1 : 0} max={MOST_MIN} />
          </Form.Item>
        ))}
        {(['min_c', 'max_c'] as const).map((field) => (
          <Form.Item key={field} name={field} label={t(`freight_cold_chain.${field}`)} rules={[required]}>
            <InputNumber min={-200} max={200} />
          </Form.Item>
        ))}
      </div>
      <SourceFields />
    </FormDialog>
  );
}

function Rules() {
  const { t } = useTranslation();
  const required = useRequired();
  const sides = (['hot', 'cold'] as const).map((value) => ({
    ...{ value, label: t(`freight_cold_chain.side.${value}`) },
  }));
  const measures = (['consecutive', 'cumulative'] as const).map((value) => ({
    ...{ value, label: t(`freight_cold_chain.measure.${value}`) },
  }));
  return (
    <Form.List name="rules">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className="cold-rule">
              <Form.Item name={[name, 'side']} rules={[required]}>
                <Select aria-label={t('freight_cold_chain.side_of')} options={sides} />
              </Form.Item>
              <Form.Item name={[name, 'limit_c']} rules={[required]}>
                <InputNumber aria-label={t('freight_cold_chain.limit')} suffix="℃" min={-100} max={100} />
              </Form.Item>
              <Form.Item name={[name, 'measure']} rules={[required]}>
                <Select aria-label={t('freight_cold_chain.measure_of')} options={measures} />
              </Form.Item>
              <Form.Item name={[name, 'minutes']} rules={[required]}>
                <InputNumber
                  aria-label={t('freight_cold_chain.minutes')}
                  suffix={t('freight_cold_chain.min')}
                  min={0}
                  max={MOST_MIN}
                />
              </Form.Item>
              {rows.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {t('freight_cold_chain.drop_row')}
                </Button>
              )}
            </div>
          ))}
          {rows.length < MOST_RULES && (
            <Button size="small" onClick={() => add(ANOTHER)}>
              {t('freight_cold_chain.add_rule')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
