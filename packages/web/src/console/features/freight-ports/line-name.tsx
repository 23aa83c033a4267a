import type { Bilingual, BorderDirection } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

/** 深圳湾口岸 · 出境 */
export function useLineName() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return ({ name, direction }: { readonly name: Bilingual; readonly direction: BorderDirection }) =>
    `${name[language]} · ${t(`freight_ports.${direction}`)}`;
}
