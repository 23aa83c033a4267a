import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useDistrictName } from './directory.ts';
import { useSession } from './session.ts';

/**
 * Codes of the districts that one watches; null is the whole city. Without the map, any permission limited to districts
 * counts.
 */
export function useArea(): readonly string[] | null {
  const { permissions, reach } = useSession();
  if (permissions.includes('map:read')) return reach['map:read']?.districts ?? null;
  return Object.values(reach).find(({ districts }) => districts !== null)?.districts ?? null;
}

/** What one's area is called: the whole city, or its districts. */
export function useAreaName(): string {
  const { t } = useTranslation();
  const nameOf = useDistrictName();
  return useArea()?.map(nameOf).join(t('common.comma')) ?? t('common.whole_city');
}
