import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useSettings } from './queries.ts';

/** What filing asks for, since when and by which source. */
export function SettingsCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('freight-filing.settings')}>
      <Answer query={useSettings()} isEmpty={({ length }) => length === 0} height_px={120}>
        {(all) => (
          <dl className="description">
            {all.map(({ key, name, value, valid_from, source, assumed }) => (
              <div key={key} className="filing-setting">
                <dt>{name[language]}</dt>
                <dd>
                  {value} <span className="muted">{t('freight-filing.since', { day: valid_from })}</span>{' '}
                  {assumed && <Assumed source={source[language]} />}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Answer>
    </Card>
  );
}
