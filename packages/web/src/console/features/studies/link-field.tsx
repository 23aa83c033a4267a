import type { StudyLink } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known, standOf } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useLink } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  /** Text where nothing is chosen. */
  readonly empty: string;
  setValue(link: number | null): void;
  /** Called when it is entered: a click on the map chooses for it from then on. */
  onEnter(set: (link: number) => void): void;
}

/** A link of the network: found by the name of its road, or chosen on the map. */
export function LinkField({ id, label, value, empty, setValue, onEnter }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const nameOf = useRoadName();
  const stretchText = useStretchText();
  const found = useQuery({
    queryKey: ['study-links', words],
    queryFn: () => call('GET /api/v1/studies/links', { query: { road: words } }),
    enabled: words.trim() !== '',
  });
  const textOf = ({ road, stretch, lanes }: Pick<StudyLink, 'road' | 'stretch' | 'lanes'>) =>
    `${nameOf(road)} · ${stretchText(stretch)} · ${t('studies.lane_count', { lanes })}`;
  const stand = standOf(found);
  const links = known(found);
  const options = links ? links.map((one) => ({ value: one.id, label: textOf(one) })) : [];
  const failed = stand.kind === 'failed' || stand.kind === 'refused';
  return (
    <div className="link-field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setWords }}
        allowClear
        value={value ?? undefined}
        placeholder={empty}
        notFoundContent={t(
          failed
            ? 'studies.search_failed'
            : stand.kind === 'known'
              ? 'studies.no_links'
              : 'studies.search_hint',
        )}
        options={
          value === null
            ? options
            : [
                { value, label: <Chosen link={value} textOf={textOf} /> },
                ...options.filter((one) => one.value !== value),
              ]
        }
        onFocus={() => onEnter(setValue)}
        onChange={(next?: number) => setValue(next ?? null)}
      />
    </div>
  );
}

type TextOf = (link: Pick<StudyLink, 'road' | 'stretch' | 'lanes'>) => string;

function Chosen({ link, textOf }: { readonly link: number; readonly textOf: TextOf }) {
  const { t } = useTranslation();
  const detail = known(useLink(link));
  if (!detail) return <>{t('studies.link_number', { link })}</>;
  return <>{textOf({ road: detail.name, stretch: detail.stretch, lanes: detail.lanes })}</>;
}
