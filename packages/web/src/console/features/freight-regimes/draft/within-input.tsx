import { InputNumber, Radio } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';

type Within = { readonly kind: 'same_day' } | { readonly kind: 'hours'; readonly hours: number };

interface Props {
  readonly value?: Within;
  onChange?(within: Within): void;
}

/** By when a truck is back: the same day, or within hours. */
export function WithinInput({ value = { kind: 'same_day' }, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <span className="regimes-line">
      <Radio.Group
        value={value.kind}
        onChange={({ target }) =>
          onChange?.(target.value === 'hours' ? { kind: 'hours', hours: 24 } : { kind: 'same_day' })
        }
        options={(['same_day', 'hours'] as const).map((kind) => ({
          value: kind,
          label: t(`freight-regimes.within.${kind}`),
        }))}
      />
      {value.kind === 'hours' && (
        <InputNumber
          aria-label={t('freight-regimes.within.hours')}
          min={1}
          max={720}
          value={value.hours}
          onChange={(hours) => hours !== null && onChange?.({ kind: 'hours', hours })}
        />
      )}
    </span>
  );
}
