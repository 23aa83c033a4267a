import type { IndexValue } from '@opentocc/contract';
import { type Asked, known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useLink } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import type { IndexChoice } from './address.ts';
import { useIndexChoice, useValueName } from './choice.ts';
import { useLiveIndices } from './live-indices.ts';

/** What the address chooses to look at: the city, one of its parts, or a link. */
export interface IndexObject {
  readonly name: string;
  /** With the first of the scope where the address names none. */
  readonly choice: IndexChoice;
  /** What there is to choose from. */
  readonly objects: Asked<readonly IndexValue[]>;
  readonly change: ReturnType<typeof useIndexChoice>[1];
}

/** The object in the address, and how to choose another. */
export function useObject(): IndexObject {
  const { t } = useTranslation();
  const [choice, change] = useIndexChoice();
  const nameOf = useValueName();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const objects = useLiveIndices(choice.scope === 'link' ? 'city' : choice.scope);
  const values = known(objects);
  const key = choice.key || values?.[0]?.key || '';
  const found = values?.find((value) => value.key === key);
  const road = known(useLink(choice.scope === 'link' ? Number(key) : null));
  const link = road ? `${roadName(road.name)} · ${stretchText(road.stretch)}` : t('indices.figure.link');
  const name = choice.scope === 'link' ? link : found ? nameOf(found) : key;
  return { name, choice: { ...choice, key }, objects, change };
}
