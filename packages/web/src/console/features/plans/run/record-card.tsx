import type { PlanRunDetail } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../say.ts';

/** Everything that happened in a run, the newest first. */
export function RecordCard({ run: { events } }: { readonly run: PlanRunDetail }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Card title={t('plans.runs.record')} extra={t('plans.runs.record_hint')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached, and so scrolled, by the keyboard. */}
      <section className="plans-record" aria-label={t('plans.runs.record')} tabIndex={0}>
        <ol>
          {events.map(({ id, at_ms, by, text }) => (
            <li key={id}>
              <time className="muted">{minuteOf(at_ms)}</time>
              <span>{say(text)}</span>
              <small className="muted">{by === 'system' ? t('plans.runs.system') : by}</small>
            </li>
          ))}
        </ol>
      </section>
    </Card>
  );
}
