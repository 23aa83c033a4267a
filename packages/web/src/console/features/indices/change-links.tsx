import type { IndexLinkChange, IndexLinksComparison } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { both, known } from '../../../ui/asked.ts';
import { grouped, indexText, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { type ComparedDays, useCity, useLinksComparison } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import type { ExportTable } from '../../export/export-table.ts';
import { Basis, useBasisFacts } from './basis.tsx';
import { Change } from './change.tsx';
import { ChangeMap } from './change-map.tsx';

const LISTED = 100;
const WAYS = ['worse', 'better'] as const;
type Way = (typeof WAYS)[number];

interface Props {
  readonly days: ComparedDays | null;
  /** What is compared, in words. */
  readonly window: string;
  readonly name: string;
}

/** Where two intervals differ: the map by change, and the links that changed most. */
export function ChangedLinks({ days, window, name }: Props) {
  const { t } = useTranslation();
  const city = useCity();
  const asked = useLinksComparison(days, LISTED);
  const data = known(asked);
  const [way, setWay] = useState<Way>('worse');
  const [chosen, choose] = useState<number | null>(null);
  const tableOf = useTable(window);
  const columns = useColumns(days?.b_to, choose);
  return (
    <div className="change-columns">
      <Card title={t('indices.change_map')} extra={t('indices.change_map_hint')}>
        <Answer
          query={both(city, asked)}
          isEmpty={([, { links }]) => links.link.length === 0}
          empty={window}
          lacks="measurements"
          height_px={420}
        >
          {([of, compared]) => (
            <>
              <ChangeMap city={of} compared={compared} chosen={chosen} onChoose={choose} />
              <p className="muted chart-note">
                {t('indices.change_basis', {
                  links: grouped(compared.links.link.length),
                  all: grouped(of.link_count),
                  a: compared.a_slots,
                  b: compared.b_slots,
                })}
              </p>
            </>
          )}
        </Answer>
      </Card>
      <Card
        title={t('indices.change_links')}
        extra={<ExportMenu name={`${name}-links-${way}`} table={() => data && tableOf(data, way)} />}
      >
        <Segmented
          aria-label={t('indices.change')}
          value={way}
          onChange={setWay}
          options={WAYS.map((value) => ({ value, label: t(`indices.${value}`) }))}
        />
        <Answer query={asked} isEmpty={(of) => of[way].length === 0} empty={t('indices.no_change')}>
          {(of) => (
            <>
              <Table
                rowKey="link"
                size="small"
                columns={columns}
                dataSource={of[way]}
                rowClassName={({ link }) => (link === chosen ? 'row-chosen' : '')}
                pagination={{ pageSize: 9, showSizeChanger: false, hideOnSinglePage: true }}
              />
              <Basis versions={of.formula_versions} window={window} />
            </>
          )}
        </Answer>
      </Card>
    </div>
  );
}

function useColumns(
  day: string | undefined,
  choose: (link: number) => void,
): TableColumnsType<IndexLinkChange> {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const districtOf = useDistrict();
  return [
    {
      title: t('indices.figure.link'),
      render: (_, { link, name, stretch, district }) => (
        <button type="button" className="link-button" onClick={() => choose(link)}>
          {roadName(name)}{' '}
          <small className="muted">
            {stretchText(stretch)} · {districtOf(district)}
          </small>
        </button>
      ),
    },
    {
      title: t('indices.figure.value'),
      align: 'right',
      render: (_, { a, b }) => `${indexText(a.index)} → ${indexText(b.index)}`,
    },
    { title: t('indices.change'), align: 'right', render: (_, row) => <Change value={row.change} /> },
    {
      title: 'km/h',
      align: 'right',
      render: (_, { a, b }) => `${speedText(a.speed_kmh)} → ${speedText(b.speed_kmh)}`,
    },
    {
      title: t('indices.tabs.day'),
      render: (_, { link }) => (
        <Link
          to="/indices/day"
          search={{ scope: 'link', key: String(link), ...(day !== undefined && { day }) }}
        >
          {t('index.of_day')}
        </Link>
      ),
    },
  ];
}

function useDistrict(): (district: number | null) => string {
  const language = useStore(languageStore);
  const districts = known(useCity())?.districts;
  return (district) => districts?.find(({ index }) => index === district)?.name[language] ?? '';
}

function useTable(window: string): (data: IndexLinksComparison, way: Way) => ExportTable {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const districtOf = useDistrict();
  const sides = [
    [t('indices.before'), 'a'],
    [t('indices.after'), 'b'],
  ] as const;
  return (data, way) => ({
    title: `${t('indices.change_links')} · ${t(`indices.${way}`)}`,
    facts: factsOf({ versions: data.formula_versions, object: t('indices.scope.link'), window }),
    columns: [
      { title: t('link.id'), digits: 0 },
      { title: t('indices.figure.road') },
      { title: t('link.stretch') },
      { title: t('index.district') },
      { title: t('indices.figure.class') },
      { title: `${t('indices.figure.length')} (m)`, digits: 0 },
      ...sides.flatMap(([side]) => [
        { title: `${side} · ${t('indices.measure.index')}`, digits: 2 },
        { title: `${side} · ${t('indices.measure.speed_kmh')} (km/h)`, digits: 1 },
        { title: `${side} · ${t('indices.quarters')}`, digits: 0 },
      ]),
      { title: t('indices.change'), digits: 2 },
    ],
    rows: data[way].map((row) => [
      row.link,
      roadName(row.name),
      stretchText(row.stretch),
      districtOf(row.district),
      t(`link_class.${row.class}`),
      row.length_m,
      ...sides.flatMap(([, side]) => [row[side].index, row[side].speed_kmh, row[side].slots]),
      row.change,
    ]),
  });
}
