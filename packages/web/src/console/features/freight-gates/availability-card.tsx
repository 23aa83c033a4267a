import type { GateAvailability } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useAvailability } from './queries.ts';

/** The indicator, with what it is made of. */
export function AvailabilityCard() {
  const { t } = useTranslation();
  return (
    <Card
      title={t('freight-gates.availability')}
      extra={<Assumed source={t('freight-gates.availability_basis')} />}
    >
      <Answer
        query={useAvailability()}
        isEmpty={({ all }) => all.denominator === 0}
        lacks="measurements"
        empty={t('freight-gates.availability_none')}
        height_px={48}
      >
        {({ all }) => (
          <p className="gate-share">
            <strong>{shareText(all)}</strong>{' '}
            <span className="muted">{t('freight-gates.availability_of', all)}</span>
          </p>
        )}
      </Answer>
    </Card>
  );
}

/** Two decimals: an availability is promised in hundredths of a percent. */
export const shareText = ({ numerator, denominator }: GateAvailability['all']): string =>
  `${(Math.floor((10_000 * numerator) / denominator) / 100).toFixed(2)}%`;
