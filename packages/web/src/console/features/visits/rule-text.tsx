import type { VisitRuleText } from '@opentocc/contract';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useCategoryNames } from './queries.ts';

/** What a rule of visits sets, in a sentence. */
export function RuleText({ rule }: { readonly rule: VisitRuleText }) {
  const { t } = useTranslation();
  if (rule.kind === 'sampling')
    return (
      <>
        {t('visits.sampling_says', {
          ...{
            share: Math.round(1000 * rule.share) / 10,
            attempts: rule.attempts_most,
            between: rule.between_min,
          },
          ...{ satisfied: rule.satisfied_from, days: rule.link_days },
        })}
      </>
    );
  if (rule.kind === 'exclusion') return <>{t(rule.excludes ? 'visits.excludes' : 'visits.includes')}</>;
  return <Categories codes={rule.categories} />;
}

function Categories({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const names = known(useCategoryNames());
  const shown = codes.map((code) => names?.find((one) => one.code === code)?.name[language] ?? code);
  return <>{shown.length === 0 ? t('visits.no_categories') : shown.join(language === 'zh' ? '、' : ', ')}</>;
}
