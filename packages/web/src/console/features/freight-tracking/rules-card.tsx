import { MINUTE_MS } from '@opentocc/core/time';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useRules } from './queries.ts';

/** By which rules alarms are treated. */
export function RulesCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Answer query={useRules()} height_px={240}>
      {({ clocks, first_means, valid_from, source, assumed }) => (
        <Card
          title={t('freight-tracking.rules')}
          extra={t('freight-tracking.valid_from', { day: valid_from })}
        >
          {assumed && <Assumed source={source[language]} />}
          <ul className="freight-plain">
            {clocks.map(({ code, name, length }) => (
              <li key={code}>
                {name[language]}: {length / MINUTE_MS} {t('freight-tracking.min')}
              </li>
            ))}
          </ul>
          <h3>{t('freight-tracking.first_means')}</h3>
          <ul className="freight-plain">
            {first_means.map(({ kind, means }) => (
              <li key={kind}>
                {t(`freight-tracking.kind.${kind}`)}: {t(`freight-tracking.means.${means}`)}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Answer>
  );
}
