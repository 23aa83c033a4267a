import { Select } from 'antd';
import { known } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FIELDS } from './choices.ts';
import { useCaseCategories } from './queries.ts';

interface Props {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly value?: string | null;
  /** Former ones too, for who looks for what was filed under them. */
  readonly withFormer?: boolean;
  readonly allowClear?: boolean;
  readonly placeholder?: string;
  onChange?(code: string | null): void;
}

/** A category of the taxonomy as it is used today, by field. */
export function CategorySelect({ withFormer = false, ...props }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const today = dayOf(platformNow());
  const all = known(useCaseCategories())?.filter(
    ({ valid_from, valid_to }) =>
      withFormer || (valid_from <= today && (valid_to === null || valid_to > today)),
  );
  const options = FIELDS.map((field) => ({
    label: t(`cases.field.${field}`),
    options: (all ?? [])
      .filter((one) => one.field === field)
      .map(({ code, name, assumed }) => ({
        value: code,
        label: assumed ? `${name[language]}（${t('common.assumed')}）` : name[language],
      })),
  })).filter((group) => group.options.length > 0);
  return (
    <Select
      {...props}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(code?: string) => props.onChange?.(code ?? null)}
    />
  );
}
