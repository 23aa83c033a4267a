import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { Checkbox } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { MomentField } from '../../ui/moment-field.tsx';

const FARTHEST_MS = 20 * 366 * 24 * HOUR_MS;
const STEP_MS = 30 * MINUTE_MS;

interface Props {
  readonly label: string;
  readonly value?: number;
  onChange?(at_ms: number): void;
}

/** An instant in a form, past or to come. */
export function MomentInput({ label, value, onChange }: Props) {
  const now_ms = platformNow();
  return (
    <MomentField
      label={label}
      at_ms={value ?? now_ms}
      max_ms={now_ms + FARTHEST_MS}
      step_ms={STEP_MS}
      onChange={(at_ms) => onChange?.(at_ms)}
    />
  );
}

interface EndProps {
  readonly label: string;
  /** Null where there is none. */
  readonly value?: number | null;
  /** Where an end begins that is set now. */
  readonly from_ms: number;
  onChange?(at_ms: number | null): void;
}

/** An end in a form, or none. */
export function EndInput({ label, value = null, from_ms, onChange }: EndProps) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox
        checked={value === null}
        onChange={({ target }) => onChange?.(target.checked ? null : from_ms + 24 * HOUR_MS)}
      >
        {t('freight-regimes.without_end')}
      </Checkbox>
      {value !== null && <MomentInput label={label} value={value} onChange={onChange} />}
    </>
  );
}
