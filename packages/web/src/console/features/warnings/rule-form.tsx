import type { RuleChoices, WarningMeasure } from '@opentocc/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useRequired } from '../../ui/use-required.ts';
import { LIMITED_BY, type RuleFields } from './rule-fields.ts';

const SCOPES = ['city', 'district', 'street', 'class', 'road', 'corridor', 'hub'] as const;
const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
const DAY_KINDS = ['weekday', 'weekend', 'holiday'] as const;

interface Known {
  readonly measures: readonly WarningMeasure[];
  readonly choices: RuleChoices;
}

/** What a rule is called, looks at, is limited to, and when: the fields of a draft. */
export function RuleForm({ measures, choices }: Known) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const chosen = Form.useWatch<string>('measure');
  const measure = measures.find(({ code }) => code === chosen);
  return (
    <>
      <Part title={t('warnings.part_what')}>
        <Form.Item name="zh" label={t('warnings.name_zh')} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="en" label={t('warnings.name_en')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="measure" label={t('warnings.measure')}>
          <Select
            options={measures.map(({ code, name, unit }) => ({
              value: code,
              label: `${name[language]} (${unit[language]})`,
            }))}
          />
        </Form.Item>
      </Part>
      {measure && (
        <Part title={t('warnings.part_where')} hint={t(`warnings.limits_${measure.space}`)}>
          {LIMITED_BY[measure.space].map((field) => (
            <Limit key={field} field={field} choices={choices} />
          ))}
        </Part>
      )}
      <Part title={t('warnings.thresholds')} hint={measure && t(`warnings.bad_${measure.bad}`)}>
        {LEVELS.map((level) => (
          <Form.Item key={level} name={level} label={t(`warnings.${level}`)}>
            <InputNumber style={{ width: '100%' }} />
          </Form.Item>
        ))}
        <NumberItem name="hysteresis" most={1_000_000} />
        <NumberItem name="for_s" most={7200} />
        <NumberItem name="clear_for_s" most={7200} />
      </Part>
      <Part title={t('warnings.part_when')} hint={t('warnings.hint_when')}>
        <NumberItem name="from_h" most={24} />
        <NumberItem name="to_h" most={24} />
        <Weekdays />
        <Form.Item name="day_kinds" label={t('warnings.day_kinds')}>
          <Select
            mode="multiple"
            options={DAY_KINDS.map((value) => ({ value, label: t(`warnings.${value}`) }))}
          />
        </Form.Item>
      </Part>
      <Form.Item name="advice" label={t('warnings.advice_zh')}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Part({ title, hint, children }: PartProps) {
  return (
    <fieldset className="rule-part">
      <legend>{title}</legend>
      {hint && <p className="muted">{hint}</p>}
      <div className="rule-form">{children}</div>
    </fieldset>
  );
}

type NumberField = 'hysteresis' | 'for_s' | 'clear_for_s' | 'from_h' | 'to_h';

function NumberItem({ name, most }: { readonly name: NumberField; readonly most: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={t(`warnings.${name}`)}>
      <InputNumber min={0} max={most} style={{ width: '100%' }} />
    </Form.Item>
  );
}

function Weekdays() {
  const { t } = useTranslation();
  const names = t('dates.weekdays').split(' ');
  return (
    <Form.Item name="weekdays" label={t('warnings.weekdays')}>
      <Select mode="multiple" options={names.map((label, day) => ({ value: day + 1, label }))} />
    </Form.Item>
  );
}

type LimitField = (typeof LIMITED_BY)[keyof typeof LIMITED_BY][number];

/** One way to limit a rule: chosen by name where the names are few, written where they are thousands. */
function Limit({ field, choices }: { readonly field: LimitField; readonly choices: RuleChoices }) {
  const { t } = useTranslation();
  const options = useOptions(field, choices);
  if (field === 'scope')
    return (
      <Form.Item name={field} label={t('warnings.scope')}>
        <Select options={SCOPES.map((value) => ({ value, label: t(`warnings.scopes.${value}`) }))} />
      </Form.Item>
    );
  return (
    <Form.Item name={field} label={t(`warnings.limit_${field}`)}>
      <Select
        mode={options ? 'multiple' : 'tags'}
        maxCount={200}
        tokenSeparators={[',', '，']}
        optionFilterProp="label"
        options={options ?? []}
      />
    </Form.Item>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Null where the names are written by hand. */
function useOptions(
  field: LimitField,
  { districts, streets, sources, groups }: RuleChoices,
): Option[] | null {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const scope = Form.useWatch<RuleFields['scope'] | undefined>('scope');
  const named = (all: RuleChoices['districts']) =>
    all.map(({ code, name }) => ({ value: code, label: `${name[language]} ${code}` }));
  if (field === 'districts') return named(districts);
  if (field === 'streets') return named(streets);
  if (field === 'sources') return named(sources);
  if (field === 'classes')
    return LINK_CLASS_NAMES.map((value) => ({ value, label: t(`link_class.${value}`) }));
  if (field === 'protocols')
    return [...new Set(sources.map(({ protocol }) => protocol))].map((value) => ({ value, label: value }));
  const ofScope = groups.filter((group) => group.scope === scope);
  return field === 'keys' && ofScope.length > 0 ? named(ofScope) : null;
}
