import type { StudyResult } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../ui/road-name.ts';

type Route = StudyResult['routes'][number];

/** What a route is called: as who asked called it, or its number and the road on which it begins. */
export function useRouteName(): (route: Route, at: number) => string {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  return ({ name, road }, at) => name || `${t('studies.route_short', { number: at + 1 })} ${nameOf(road)}`;
}
