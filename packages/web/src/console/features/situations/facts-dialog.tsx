import type { Situation, SituationFacts } from '@opentocc/contract';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { freeLanes, KINDS, LEVELS, PROBABILITIES, SEVERITIES } from './choices.ts';
import { Lanes } from './lanes-editor.tsx';
import { CHANGED } from './queries.ts';

interface Props {
  readonly situation: Situation;
  close(): void;
}

const FIELDS = [
  'kind',
  'title',
  'severity',
  'probability',
  'level',
  'cause',
  'lanes',
  'capacity_pct',
  'delay_s',
] as const;
type Fields = { -readonly [K in (typeof FIELDS)[number]]: Situation[K] };

/** Corrects the facts of a situation; only what was changed is sent. */
export function FactsDialog({ situation, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<Fields>();
  const { id, version, link_lanes } = situation;
  const send = (fields: Fields) => {
    const changed = FIELDS.filter((name) => fields[name] !== undefined && fields[name] !== situation[name]);
    const facts = Object.fromEntries(changed.map((name) => [name, fields[name]])) as Partial<SituationFacts>;
    return save(() =>
      call('POST /api/v1/situations/:id/facts', { params: { id }, body: { version, ...facts } }),
    );
  };
  const choices = <K extends string>(keys: readonly K[], label: (key: K) => string) =>
    keys.map((value) => ({ value, label: label(value) }));
  const initial = Object.fromEntries(FIELDS.map((name) => [name, situation[name]])) as Partial<Fields>;
  return (
    <FormDialog
      title={t('situations.edit')}
      okText={t('common.ok')}
      form={form}
      initial={initial}
      save={send}
      close={close}
    >
      <Form.Item name="title" label={t('situations.title_title')} rules={[useRequired()]}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <div className="situation-fields">
        <Form.Item name="kind" label={t('situations.kind_title')}>
          <Select options={choices(KINDS, (key) => t(`situations.kind.${key}`))} />
        </Form.Item>
        <Form.Item name="severity" label={t('situations.severity_title')}>
          <Select options={choices(SEVERITIES, (key) => t(`situations.severity.${key}`))} />
        </Form.Item>
        <Form.Item name="level" label={t('situations.level_title')}>
          <Select
            options={[
              { value: null, label: t('situations.no_level') },
              ...choices(LEVELS, (key) => t(`situations.level.${key}`)),
            ]}
          />
        </Form.Item>
        <Form.Item name="probability" label={t('situations.probability_title')}>
          <Select options={choices(PROBABILITIES, (key) => t(`situations.probability.${key}`))} />
        </Form.Item>
        <Form.Item name="capacity_pct" label={t('situations.capacity')}>
          <InputNumber min={0} max={100} />
        </Form.Item>
        <Form.Item name="delay_s" label={t('situations.delay')}>
          <InputNumber min={0} max={86_400} step={60} />
        </Form.Item>
      </div>
      {link_lanes !== null && (
        <Form.Item name="lanes" label={t('situations.lanes')} extra={t('situations.lanes_hint')}>
          <LanesField lanes={link_lanes} />
        </Form.Item>
      )}
      <Form.Item name="cause" label={t('situations.cause')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}

interface LanesFieldProps {
  readonly lanes: number;
  readonly value?: string | null;
  readonly onChange?: (lanes: string) => void;
}

/** The lanes as a field of a form; nothing is stated until somebody begins. */
export function LanesField({ lanes, value, onChange = () => undefined }: LanesFieldProps) {
  const { t } = useTranslation();
  if (value) return <Lanes lanes={value} onChange={onChange} />;
  return <Button onClick={() => onChange(freeLanes(lanes))}>{t('situations.lanes_start')}</Button>;
}
