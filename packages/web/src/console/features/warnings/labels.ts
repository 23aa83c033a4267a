import type { Inhibition } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** Labels of warnings that conditions are written over, as the server gives them. */
export const LABELS = [
  ...(['level', 'scope', 'district', 'street', 'road', 'class', 'rule', 'measure'] as const),
  ...(['source', 'protocol', 'detector', 'origin', 'alertname'] as const),
] as const;
export const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
const SCOPES = ['city', 'district', 'street', 'class', 'road', 'corridor', 'hub'] as const;
const MORE_SCOPES = ['link', 'source', 'detector'] as const;

const isOneOf = <T extends string>(all: readonly T[], one: string): one is T =>
  (all as readonly string[]).includes(one);

/** Names of labels and of their values, where they have any; what comes from elsewhere stands as it is. */
export function useSaid() {
  const { t } = useTranslation();
  const label = (name: string): string => (isOneOf(LABELS, name) ? t(`warnings.labels.${name}`) : name);
  function value(of: string, text: string): string {
    if (of === 'level' && isOneOf(LEVELS, text)) return t(`warnings.${text}`);
    if (of === 'scope' && isOneOf(SCOPES, text)) return t(`warnings.scopes.${text}`);
    if (of === 'scope' && isOneOf(MORE_SCOPES, text)) return t(`warnings.more_scopes.${text}`);
    return text;
  }
  /** Values that a label may be offered; none where they are written by hand. */
  function valuesOf(name: string): { value: string; label: string }[] {
    const known = name === 'level' ? LEVELS : name === 'scope' ? [...SCOPES, ...MORE_SCOPES] : [];
    return known.map((one) => ({ value: one, label: value(name, one) }));
  }
  const conditions = (all: Inhibition['source']): string =>
    all
      .map(
        ({ label: of, values }) =>
          `${label(of)}: ${values.map((one) => value(of, one)).join(t('warnings.list_or'))}`,
      )
      .join(t('warnings.list_and'));
  return { label, valuesOf, conditions };
}
