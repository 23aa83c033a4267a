import type { PlanCondition } from '@opentocc/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { usePlanChoices } from '../queries.ts';
import { useSay } from '../say.ts';
import { MinutesField } from './fields.tsx';

/** A condition as a form holds it: fields of every kind, of which those of the chosen kind are shown. */
export interface ConditionFields {
  readonly kind: PlanCondition['kind'];
  readonly min?: number;
  readonly at?: string;
  readonly measure?: string;
  readonly side?: 'above' | 'below';
  readonly value?: number;
  readonly for_min?: number;
  readonly warning?: string;
  readonly level?: 'blue' | 'yellow' | 'orange' | 'red';
  readonly situation?: string;
  readonly lasts_min?: number;
}

const FIELDS: Readonly<Record<PlanCondition['kind'], readonly (keyof ConditionFields)[]>> = {
  hold: ['min'],
  clock: ['at'],
  threshold: ['measure', 'side', 'value', 'for_min'],
  warning: ['warning', 'level'],
  warning_over: ['warning', 'level'],
  situation: ['situation', 'lasts_min'],
  tasks_done: [],
  approval: [],
};

/** The condition of what is filled in; the form has checked that it is complete. */
export function conditionOf(fields: ConditionFields): PlanCondition {
  const chosen = FIELDS[fields.kind].map((name) => [name, fields[name]] as const);
  return { kind: fields.kind, ...Object.fromEntries(chosen) } as PlanCondition;
}

const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;

/** @param kinds that may be chosen */
export function ConditionForm({ kinds }: { readonly kinds: readonly PlanCondition['kind'][] }) {
  const { t } = useTranslation();
  const kind = Form.useWatch<PlanCondition['kind'] | undefined>('kind');
  return (
    <>
      <Form.Item name="kind" label={t('plans.editor.condition')}>
        <Select options={kinds.map((value) => ({ value, label: t(`plans.editor.conditions.${value}`) }))} />
      </Form.Item>
      {kind && <KindFields kind={kind} />}
    </>
  );
}

function KindFields({ kind }: { readonly kind: PlanCondition['kind'] }) {
  const { t } = useTranslation();
  const required = useRequired();
  if (kind === 'hold') return <MinutesField name="min" label={t('plans.editor.minutes')} />;
  if (kind === 'clock')
    return (
      <Form.Item
        name="at"
        label={t('plans.editor.at')}
        rules={[required, { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: t('plans.editor.at') }]}
      >
        <Input maxLength={5} placeholder="19:00" />
      </Form.Item>
    );
  if (kind === 'threshold') return <ThresholdFields />;
  if (kind === 'situation') return <SituationFields />;
  return kind === 'warning' || kind === 'warning_over' ? <WarningFields /> : null;
}

/** What can be named, as a select offers it. */
function useOptions(list: 'measures' | 'warnings' | 'situations') {
  const say = useSay();
  const all = known(usePlanChoices())?.[list] ?? [];
  return all.map(({ key, name }) => ({ value: key, label: say(name) }));
}

function ThresholdFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <Form.Item name="measure" label={t('plans.editor.measure')} rules={[required]}>
        <Select showSearch optionFilterProp="label" options={useOptions('measures')} />
      </Form.Item>
      <div className="plans-pair">
        <Form.Item name="side" label={t('plans.editor.side')} rules={[required]}>
          <Select
            options={(['above', 'below'] as const).map((value) => ({
              value,
              label: t(`plans.editor.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="value" label={t('plans.editor.value')} rules={[required]}>
          <InputNumber min={-1e6} max={1e6} />
        </Form.Item>
        <MinutesField name="for_min" label={t('plans.editor.for_min')} />
      </div>
    </>
  );
}

function WarningFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <div className="plans-pair">
      <Form.Item name="warning" label={t('plans.editor.warning')} rules={[required]}>
        <Select options={useOptions('warnings')} />
      </Form.Item>
      <Form.Item name="level" label={t('plans.editor.level')} rules={[required]}>
        <Select options={LEVELS.map((value) => ({ value, label: t(`plans.levels.${value}`) }))} />
      </Form.Item>
    </div>
  );
}

function SituationFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <div className="plans-pair">
      <Form.Item name="situation" label={t('plans.editor.situation')} rules={[required]}>
        <Select options={useOptions('situations')} />
      </Form.Item>
      <MinutesField name="lasts_min" label={t('plans.editor.lasts_min')} />
    </div>
  );
}
