import type { RiskScore } from '@opentocc/contract';
import { fixed, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';

/** A risk score with all that it is made of. */
export function RiskCard({ risk }: { readonly risk: RiskScore }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { score, band, parts, formula, valid_from, source, assumed, days } = risk;
  return (
    <Card title={t('freight-tracking.risk')} extra={t('freight-tracking.figures_days', { n: days })}>
      {score === null || band === null ? (
        <p className="muted">{t('freight-tracking.risk_none')}</p>
      ) : (
        <p className={`freight-score band-${band}`}>
          <strong>{score}</strong> / 100 · {t(`freight-tracking.band.${band}`)}
        </p>
      )}
      <p>
        <small>{formula[language]}</small>{' '}
        <small className="muted">{t('freight-tracking.valid_from', { day: valid_from })}</small>{' '}
        {assumed && <Assumed source={source[language]} />}
      </p>
      <table className="freight-fixes">
        <thead>
          <tr>
            <th>{t('freight-tracking.part')}</th>
            <th>{t('freight-tracking.weight')}</th>
            <th>{t('freight-tracking.trips_with')}</th>
            <th>{t('freight-tracking.points')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ code, name, weight, count, of, points }) => (
            <tr key={code} className={count === 0 ? 'muted' : ''}>
              <td>{name[language]}</td>
              <td>{weight}</td>
              <td>
                {count} / {of}
              </td>
              <td>{score === null ? NO_VALUE : fixed(points, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
