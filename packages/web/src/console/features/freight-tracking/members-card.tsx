import type { FreightProfile } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { fixed, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

/** Trucks and drivers of a firm by their risk, the highest first. */
export function MembersCard({ members }: Pick<FreightProfile, 'members'>) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-tracking.members')}>
      <table className="freight-fixes">
        <thead>
          <tr>
            <th>{t('freight-tracking.members')}</th>
            <th>{t('freight-tracking.trips_n')}</th>
            <th>{t('freight-tracking.alarms')}</th>
            <th>{t('freight-tracking.score')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ kind, code, name, trips, alarms, score }) => (
            <tr key={`${kind}-${code}`}>
              <td>
                {t(`freight-tracking.${kind}`)}{' '}
                <Link to="/freight/profile/$kind/$id" params={{ kind, id: code }}>
                  {plateOf(name)}
                </Link>
              </td>
              <td>{trips}</td>
              <td>{alarms}</td>
              <td>{fixed(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
