import type { DutyPreview } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useNames } from '../queries.ts';

const MOST = 10;

/** What a change would do: who is replaced by whom when, the gaps before and after, and what to look at. */
export function PreviewList({
  preview: { differences, before, after, warnings },
}: {
  readonly preview: DutyPreview;
}) {
  const { t } = useTranslation();
  const nameOf = useNames([]);
  const said = (people: readonly string[]) => people.map(nameOf).join(' + ') || t('duty.nobody');
  return (
    <section className="duty-preview" aria-label={t('duty.preview')}>
      {differences.length === 0 && <p className="note">{t('duty.no_difference')}</p>}
      <ul>
        {differences.slice(0, MOST).map((one) => (
          <li key={one.from_ms}>
            <span className="muted">
              {minuteOf(one.from_ms)} — {minuteOf(one.to_ms)}
            </span>{' '}
            <del>{said(one.before)}</del> → <ins>{said(one.after)}</ins>
          </li>
        ))}
      </ul>
      {differences.length > MOST && (
        <p className="muted">{t('duty.more', { count: differences.length - MOST })}</p>
      )}
      <p className={after.gap_min > before.gap_min ? 'bad' : undefined}>
        {t('duty.gap_change', {
          before: (before.gap_min / 60).toFixed(1),
          after: (after.gap_min / 60).toFixed(1),
        })}
      </p>
      {warnings.slice(0, MOST).map((one) => (
        <p key={`${one.kind}/${one.entry}/${one.person}/${one.from_ms}`} className="note">
          {t(`duty.warnings.${one.kind}`, { name: nameOf(one.person), entry: one.entry })}{' '}
          {minuteOf(one.from_ms)}
        </p>
      ))}
    </section>
  );
}
