import { Select } from 'antd';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useCaseUnits } from './queries.ts';

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly value?: string | null;
  readonly autoFocus?: boolean;
  onChange?(code: string | null): void;
}

/** A unit or firm that a case may go to; one without anybody says so and is not offered. */
export function UnitSelect(props: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const units = known(useCaseUnits());
  const options = units?.map(({ code, name, kind, handlers }) => ({
    value: code,
    disabled: handlers === 0,
    label: `${name[language]} · ${t(`cases.unit_kind.${kind}`)}${handlers === 0 ? ` · ${t('cases.nobody_there')}` : ''}`,
  }));
  return (
    <Select
      {...props}
      allowClear
      placeholder={t('cases.unit_choose')}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(code?: string) => props.onChange?.(code ?? null)}
    />
  );
}
