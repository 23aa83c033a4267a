import type { FreightFix } from '@opentocc/contract';
import { clockOf, fixed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** The positions by which an alarm was certain, in order of time. */
export function FixesTable({ fixes }: { readonly fixes: readonly FreightFix[] }) {
  const { t } = useTranslation();
  if (fixes.length === 0) return null;
  return (
    <details>
      <summary>
        {t('freight-tracking.fixes')} ({fixes.length})
      </summary>
      <table className="freight-fixes">
        <thead>
          <tr>
            <th>{t('freight-tracking.at')}</th>
            <th>{t('freight-tracking.place')}</th>
            <th>{t('freight-tracking.speed')}</th>
          </tr>
        </thead>
        <tbody>
          {fixes.map(({ at_ms, lon, lat, speed_kmh }) => (
            <tr key={at_ms}>
              <td>{clockOf(at_ms)}</td>
              <td>
                {fixed(lon, 5)}, {fixed(lat, 5)}
              </td>
              <td>{fixed(speed_kmh)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
