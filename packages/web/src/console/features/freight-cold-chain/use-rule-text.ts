import type { Consignment } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { temperatureText } from './temperature-text.ts';

type Rule = Consignment['settings']['rules'][number];

/** A rule in words: above −15.0 ℃ for 20 min in a row. */
export function useRuleText(): (rule: Rule) => string {
  const { t } = useTranslation();
  return ({ side, measure, limit_c, duration_s }) =>
    t('freight_cold_chain.rule_text', {
      side: t(`freight_cold_chain.side.${side}`),
      limit: temperatureText(limit_c),
      min: Math.round(duration_s / 60),
      measure: t(`freight_cold_chain.measure.${measure}`),
    });
}
