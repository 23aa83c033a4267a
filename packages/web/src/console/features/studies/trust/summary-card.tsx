import type { ScoreBook, ScoreErrors } from '@opentocc/contract';
import { NO_VALUE } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { biasText, metresText, shareText, signedMetresText } from './figures.ts';

/** All scores in a few figures, each with the number of samples behind it. */
export function SummaryCard({ book: { all, scores, truncated } }: { readonly book: ScoreBook }) {
  const { t } = useTranslation();
  const scored = scores.filter(({ state }) => state === 'scored');
  const pair = ({ error, persistence }: ScoreErrors, text: (value: number | null) => string) =>
    persistence
      ? t('studies.trust.error_pair', {
          twin: text(persistence.twin),
          baseline: text(persistence.baseline),
          values: persistence.values,
        })
      : text(error);
  return (
    <Card
      title={t('studies.trust.summary')}
      extra={truncated ? t('studies.trust.truncated', { number: scores.length }) : undefined}
    >
      <dl className="facts facts-row study-facts">
        <Fact name={t('studies.trust.summary_scored')} value={`${scored.length} / ${scores.length}`} />
        <Fact
          name={t('studies.trust.better_share')}
          value={
            scored.length === 0
              ? NO_VALUE
              : t('studies.trust.better_value', {
                  better: scored.filter(({ verdict }) => verdict === 'better').length,
                  of: scored.length,
                })
          }
        />
        <Fact name={t('studies.trust.travel_error')} value={pair(all.travel, shareText)} />
        <Fact name={t('studies.trust.travel_bias')} value={biasText(all.travel.bias)} />
        <Fact name={t('studies.trust.inside')} value={shareText(all.travel.inside)} />
        <Fact name={t('studies.trust.tail_error')} value={pair(all.tail, metresText)} />
        <Fact name={t('studies.trust.tail_bias')} value={signedMetresText(all.tail.bias)} />
      </dl>
    </Card>
  );
}
