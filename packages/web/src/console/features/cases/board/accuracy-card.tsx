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
            {known.suggesters.length > 0 && <Suggesters all={known.suggesters} />}
          </>
        )}
      </Answer>
    </Card>
  );
}

/** Apart for the words and each model: what is in use now is seen beside what was before. */
function Suggesters({ all }: { readonly all: SuggestionAccuracy['suggesters'] }) {
  const { t } = useTranslation();
  return (
    <ul className="case-briefs">
      {all.map(({ model, cases, category, category_shown, unit }) => (
        <li key={model ?? 'words'}>
          {model === null ? t('cases.model.by.words') : t('cases.model.numbered', { n: model })}{' '}
          <small className="muted">
            {t('cases.accuracy_by', {
              cases,
              ...{ category: shareText(category), shown: shareText(category_shown), unit: shareText(unit) },
            })}
          </small>
        </li>
      ))}
    </ul>
  );
}

const shareText = ({ right, of }: SuggestionAccuracy['category']): string =>
  of === 0 ? NO_VALUE : percent(right / of);

interface ShareProps {
  readonly name: (typeof SHARES)[number];
  readonly share: SuggestionAccuracy['category'];
}

function Share({ name, share }: ShareProps) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{t(`cases.accuracy_share.${name}`)}</dt>
      <dd>
        {shareText(share)}{' '}
        <small>
          {share.right} / {share.of}
        </small>
      </dd>
    </div>
  );
}
