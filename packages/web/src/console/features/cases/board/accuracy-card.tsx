import type { SuggestionAccuracy } from '@opentocc/contract';
import { Answer } from '../../../../ui/answer.tsx';
import { NO_VALUE, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useAccuracy } from '../queries.ts';

const SHARES = ['category', 'category_shown', 'unit', 'dispatched_once'] as const;

/** What was suggested while agents typed, against what they decided. */
export function AccuracyCard() {
  const { t } = useTranslation();
  const accuracy = useAccuracy();
  return (
    <Card title={t('cases.accuracy')}>
      <Answer
        query={accuracy}
        isEmpty={({ cases }) => cases === 0}
        lacks="measurements"
        empty={t('cases.accuracy_none')}
        height_px={160}
      >
        {(known) => (
          <>
            <p className="muted">{t('cases.accuracy_of', { n: known.cases })}</p>
            <dl className="facts">
              {SHARES.map((name) => (
                <Share key={name} name={name} share={known[name]} />
              ))}
            </dl>
          </>
        )}
      </Answer>
    </Card>
  );
}

interface ShareProps {
  readonly name: (typeof SHARES)[number];
  readonly share: SuggestionAccuracy['category'];
}

function Share({ name, share: { right, of } }: ShareProps) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{t(`cases.accuracy_share.${name}`)}</dt>
      <dd>
        {of === 0 ? NO_VALUE : percent(right / of)}{' '}
        <small>
          {right} / {of}
        </small>
      </dd>
    </div>
  );
}
