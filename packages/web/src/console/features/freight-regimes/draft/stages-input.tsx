import { InputNumber } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';

interface Stage {
  readonly after_min: number;
  readonly means: 'sms' | 'call' | 'visit';
}

interface Props {
  readonly value?: readonly Stage[];
  onChange?(stages: readonly Stage[]): void;
}

const MEANS = ['sms', 'call', 'visit'] as const;

/** After how many minutes each stage of an alarm begins; one that is left empty there is not. */
export function StagesInput({ value = [], onChange }: Props) {
  const { t } = useTranslation();
  const put = (means: Stage['means'], after_min: number | null) => {
    const others = value.filter((one) => one.means !== means);
    const next = after_min === null ? others : [...others, { after_min, means }];
    onChange?.(next.toSorted((a, b) => MEANS.indexOf(a.means) - MEANS.indexOf(b.means)));
  };
  return (
    <span className="regimes-line">
      {MEANS.map((means) => (
        <InputNumber
          key={means}
          aria-label={t(`freight-regimes.means.${means}`)}
          prefix={t(`freight-regimes.means.${means}`)}
          suffix="min"
          min={1}
          max={1440}
          precision={0}
          value={value.find((one) => one.means === means)?.after_min ?? null}
          onChange={(after_min) => put(means, after_min)}
        />
      ))}
    </span>
  );
}
