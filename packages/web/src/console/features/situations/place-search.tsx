import { skipToken, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useLink } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';

interface Props {
  onPlace(place: readonly [lon: number, lat: number]): void;
}

/** A place by the name of its road, for who does not point at the map. */
export function PlaceSearch({ onPlace }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [road, setRoad] = useState('');
  const [link, setLink] = useState<number | null>(null);
  const found = known(useRoads(road));
  const coordinates = known(useLink(link))?.coordinates;
  useEffect(() => {
    const middle = coordinates?.[Math.floor(coordinates.length / 2)];
    if (middle) onPlace([middle[0], middle[1]]);
  }, [coordinates, onPlace]);
  return (
    <Select
      className="situation-wide"
      aria-label={t('situations.report_find')}
      placeholder={t('situations.report_find')}
      showSearch={{ filterOption: false, onSearch: (text) => setRoad(text.trim()) }}
      notFoundContent={found ? t('situations.report_none') : null}
      options={found?.map(({ id, road: name, stretch }) => ({
        value: id,
        label: [name[language], stretch.from?.[language], stretch.to?.[language]].filter(Boolean).join(' · '),
      }))}
      onChange={(id: number) => setLink(id)}
    />
  );
}

const useRoads = (road: string) =>
  useQuery({
    queryKey: ['situation-roads', road],
    queryFn: road === '' ? skipToken : () => call('GET /api/v1/studies/links', { query: { road } }),
  });
