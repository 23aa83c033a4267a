import { Button, Form, Input, InputNumber, Select } from 'antd';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { usePlanChoices } from '../queries.ts';
import { useSay } from '../say.ts';
import { useTagName } from '../tag-names.ts';

interface WordsProps {
  /** Name of the field, whose value has a text in each language. */
  readonly name: string;
  readonly label: string;
  readonly most: number;
  readonly isLong?: boolean;
  readonly isNeeded?: boolean;
}

/** A text in both languages; the English one may be empty. */
export function WordsFields({ name, label, most, isLong = false, isNeeded = true }: WordsProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const field = isLong ? <Input.TextArea rows={2} maxLength={most} /> : <Input maxLength={most} />;
  return (
    <div className="plans-pair">
      <Form.Item
        name={[name, 'zh']}
        label={`${label} · ${t('plans.editor.zh')}`}
        rules={isNeeded ? [required] : []}
      >
        {field}
      </Form.Item>
      <Form.Item name={[name, 'en']} label={`${label} · ${t('plans.editor.en')}`}>
        {field}
      </Form.Item>
    </div>
  );
}

export function MinutesField({ name, label }: { readonly name: string; readonly label: string }) {
  const required = useRequired();
  return (
    <Form.Item name={name} label={label} rules={[required]}>
      <InputNumber min={0} max={43_200} precision={0} />
    </Form.Item>
  );
}

/** Every tag that some unit carries. */
export function useTags(): string[] {
  const units = known(usePlanChoices())?.units ?? [];
  return [...new Set(units.flatMap(({ tags }) => tags))].sort();
}

/** A tag of units, with the units that carry it now. */
export function TagField({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  const say = useSay();
  const required = useRequired();
  const tagName = useTagName();
  const tag = Form.useWatch<string | undefined>(name);
  const units = known(usePlanChoices())?.units ?? [];
  const here = units.filter(({ tags }) => tag !== undefined && tags.includes(tag));
  const names = here.map((unit) => say(unit.name));
  const extra =
    names.length > 0 ? t('plans.editor.units_here', { units: names.join('、') }) : t('plans.editor.no_units');
  return (
    <Form.Item name={name} label={label} rules={[required]} extra={tag && extra}>
      <Select showSearch options={useTags().map((value) => ({ value, label: tagName(value) }))} />
    </Form.Item>
  );
}

/** Deletes what the dialog is about. */
export function RemoveButton({ isNew, remove }: { readonly isNew: boolean; remove(): void }) {
  const { t } = useTranslation();
  if (isNew) return null;
  return (
    <Button danger size="small" onClick={remove}>
      {t('plans.editor.remove')}
    </Button>
  );
}
