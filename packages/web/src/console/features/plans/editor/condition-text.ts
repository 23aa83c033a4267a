import type { PlanCondition } from '@opentocc/contract';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { usePlanChoices } from '../queries.ts';
import { useSay } from '../say.ts';

/** A condition in a few words. */
export function useConditionText(): (condition: PlanCondition) => string {
  const { t } = useTranslation();
  const say = useSay();
  const choices = known(usePlanChoices());
  const all = [...(choices?.measures ?? []), ...(choices?.warnings ?? []), ...(choices?.situations ?? [])];
  const nameOf = (key: string): string => {
    const found = all.find((one) => one.key === key);
    return found ? say(found.name) : key;
  };
  return (when) => {
    switch (when.kind) {
      case 'hold':
        return t('plans.editor.words.hold', { min: when.min });
      case 'clock':
        return t('plans.editor.words.clock', { at: when.at });
      case 'threshold': {
        const { measure, side, value, for_min: min } = when;
        const said = { measure: nameOf(measure), side: t(`plans.editor.${side}`), value, min };
        return t('plans.editor.words.threshold', said);
      }
      case 'warning':
      case 'warning_over': {
        const said = { warning: nameOf(when.warning), level: t(`plans.levels.${when.level}`) };
        return t(`plans.editor.words.${when.kind}`, said);
      }
      case 'situation':
        return t('plans.editor.words.situation', {
          situation: nameOf(when.situation),
          min: when.lasts_min,
        });
      default:
        return t(`plans.editor.words.${when.kind}`);
    }
  };
}
