import { Segmented } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type ChosenScope, SCOPES } from './address.ts';

/** Chooses the scope alone. */
export function ScopeChoice({
  scope,
  scopes = SCOPES,
  onChange,
}: {
  readonly scope: ChosenScope;
  readonly scopes?: readonly (typeof SCOPES)[number][];
  onChange(scope: string): void;
}) {
  const { t } = useTranslation();
  return (
    <Segmented
      aria-label={t('indices.figure.scope')}
      options={scopes.map((value) => ({ value: value as ChosenScope, label: t(`indices.scope.${value}`) }))}
      value={scope}
      onChange={onChange}
    />
  );
}
