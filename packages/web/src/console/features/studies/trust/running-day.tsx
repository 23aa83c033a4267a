import type { DemandStatus } from '@opentocc/contract';
import { fixed, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Fact } from '../../../ui/fact.tsx';

/** Today over the typical day, of the city and its districts. */
export function RunningDay({ today }: { readonly today: DemandStatus['today'] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <>
      <h3>
        {t('studies.twin.today')}
        {today && ` · ${t(`studies.twin.day_classes.${today.day_class}`)}`}
      </h3>
      <p className="muted twin-note">{t('studies.twin.today_hint')}</p>
      {today === null ? (
        <p className="muted">{t('studies.twin.today_none')}</p>
      ) : (
        <>
          <dl className="facts facts-row study-facts">
            <Fact name={t('studies.twin.city')} value={fixed(today.city, 2)} />
            {today.districts.map(({ code, name, factor }) => (
              <Fact key={code} name={name[language]} value={fixed(factor, 2)} />
            ))}
          </dl>
          <p className="muted twin-note">
            {t('studies.twin.based_on', { passes: today.passes, at: minuteOf(today.at_ms) })}
          </p>
        </>
      )}
    </>
  );
}
