import { Button, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { ACTION_FIELDS, type ActionField } from './action-fields.ts';
import { DEMAND_PRESETS, type DraftAction, type DraftValue } from './draft.ts';
import { LinkField } from './link-field.tsx';

/** Makes a field of a link the one that a click on the map fills in. */
export type EnterLink = (set: (link: number) => void) => void;

interface Props {
  readonly action: DraftAction;
  readonly faults: readonly string[];
  readonly onEnter: EnterLink;
  setAction(next: DraftAction | null): void;
}

/** One action of a scenario: its fields, and what is wrong with it. */
export function ActionEditor({ action, faults, onEnter, setAction }: Props) {
  const { t } = useTranslation();
  const { kind, values } = action;
  const set = (name: string, value: DraftValue) => setAction({ kind, values: { ...values, [name]: value } });
  return (
    <fieldset className="study-action">
      <legend>{t(`studies.actions.${kind}`)}</legend>
      {kind === 'demand' && (
        <div className="tools">
          {(['concert', 'stop_of_work', 'holiday', 'evacuation'] as const).map((preset) => (
            <Button
              key={preset}
              size="small"
              onClick={() => setAction({ kind, values: { ...values, ...DEMAND_PRESETS[preset] } })}
            >
              {t(`studies.presets.${preset}`)}
            </Button>
          ))}
        </div>
      )}
      <div className="study-fields">
        {ACTION_FIELDS[kind].map((field) => (
          <Field
            key={field.name}
            {...{ field, onEnter, value: values[field.name] ?? null }}
            setValue={(value) => set(field.name, value)}
          />
        ))}
      </div>
      {faults.map((fault) => (
        <p key={fault} className="note" role="alert">
          {fault}
        </p>
      ))}
      <Button size="small" onClick={() => setAction(null)}>
        {t('studies.remove_action', { action: t(`studies.actions.${kind}`) })}
      </Button>
    </fieldset>
  );
}

interface FieldProps {
  readonly field: ActionField;
  readonly value: DraftValue;
  readonly onEnter: EnterLink;
  setValue(value: DraftValue): void;
}

function Field({ field, value, onEnter, setValue }: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const label = t(`studies.fields.${field.name}`);
  if (field.kind === 'link')
    return (
      <LinkField
        {...{ id, label, setValue, onEnter, value: typeof value === 'number' ? value : null }}
        empty={field.isOptional ? t(`studies.without.${field.name}`) : t('studies.choose_link')}
      />
    );
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {field.kind === 'number' ? (
        <InputNumber
          id={id}
          {...{ min: field.min, max: field.max, step: field.step }}
          value={typeof value === 'number' ? value : null}
          placeholder={field.isOptional ? t('studies.as_it_is') : undefined}
          onChange={(next) => (next !== null || field.isOptional) && setValue(next)}
        />
      ) : (
        <Select
          id={id}
          value={String(value)}
          options={field.of.map((word) => ({ value: word, label: t(`studies.choices.${word}`) }))}
          onChange={setValue}
        />
      )}
    </div>
  );
}
