import type { RoadProfile } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { fixed, hourMinuteOf, NO_VALUE, percent, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { type BasisFacts, useBasisFacts } from './basis.tsx';
import type { RoadSection } from './road-sections.ts';
import { stateOf } from './space-time.tsx';

const ratioOf = ({ speed_kmh, free_flow_kmh }: RoadSection) =>
  speed_kmh === null ? null : speed_kmh / free_flow_kmh;

/** The diagram and the means by section as tables that leave the console. */
export function useRoadTables() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const factsOf = useBasisFacts();
  const placed = [
    { title: t('link.id'), digits: 0 },
    { title: `${t('indices.from')} (m)`, digits: 0 },
    { title: `${t('indices.to')} (m)`, digits: 0 },
    { title: `${t('index.free_flow')} (km/h)`, digits: 1 },
  ];
  return {
    /** Every cell of the diagram: a row a link, a column a quarter of an hour. */
    cellsTable: ({ links, slots }: RoadProfile, title: string, basis: BasisFacts): ExportTable => ({
      title,
      facts: factsOf(basis),
      columns: [...placed, ...slots.map(({ at_ms }) => ({ title: hourMinuteOf(at_ms), digits: 1 }))],
      rows: links.map(({ link, from_m, to_m, free_flow_kmh }, place) => [
        link,
        from_m,
        to_m,
        free_flow_kmh,
        ...slots.map(({ speed_kmh }) => speed_kmh[place]),
      ]),
    }),
    sectionsTable: (sections: readonly RoadSection[], title: string, basis: BasisFacts): ExportTable => ({
      title,
      facts: factsOf(basis),
      columns: [
        { title: t('indices.from') },
        { title: t('indices.to') },
        { title: `${t('indices.from')} (km)`, digits: 2 },
        { title: `${t('indices.to')} (km)`, digits: 2 },
        { title: `${t('indices.mean_speed')} (km/h)`, digits: 1 },
        { title: `${t('index.free_flow')} (km/h)`, digits: 1 },
        { title: t('indices.speed_ratio'), digits: 3 },
        { title: t('indices.worst_slot') },
        { title: `${t('indices.worst_slot')} (km/h)`, digits: 1 },
        { title: t('indices.figure.link') },
      ],
      rows: sections.map((section) => [
        section.from?.name[language] ?? t('indices.from'),
        section.to?.name[language] ?? t('indices.to'),
        section.from_m / 1000,
        section.to_m / 1000,
        section.speed_kmh,
        section.free_flow_kmh,
        ratioOf(section),
        section.worst ? hourMinuteOf(section.worst.at_ms) : null,
        section.worst?.speed_kmh ?? null,
        section.links.join(' '),
      ]),
    }),
  };
}

/** The columns of the table of sections. */
export function useSectionColumns(state_above: readonly number[]): TableColumnsType<RoadSection> {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const ends = (section: RoadSection) =>
    [section.from?.name[language] ?? t('indices.from'), section.to?.name[language] ?? t('indices.to')].join(
      ' → ',
    );
  return [
    { title: t('indices.sections'), render: (_, section) => ends(section) },
    {
      title: 'km',
      align: 'right',
      render: (_, { from_m, to_m }) => `${(from_m / 1000).toFixed(1)}–${(to_m / 1000).toFixed(1)}`,
    },
    {
      title: t('indices.mean_speed'),
      align: 'right',
      render: (_, { speed_kmh }) => <b>{speedText(speed_kmh)} km/h</b>,
    },
    {
      title: t('index.free_flow'),
      align: 'right',
      render: (_, { free_flow_kmh }) => `${fixed(free_flow_kmh, 1)} km/h`,
    },
    {
      title: t('indices.state'),
      render: (_, section) => {
        const ratio = ratioOf(section);
        if (ratio === null) return NO_VALUE;
        const state = stateOf(ratio, state_above);
        return (
          <>
            <i className="row-lamp" style={{ background: STATE_COLOURS[theme][state] }} />{' '}
            {t(`state.${STATE_NAMES[state]}`)} {percent(ratio)}
          </>
        );
      },
    },
    {
      title: t('indices.worst_slot'),
      align: 'right',
      render: (_, { worst }) =>
        worst ? `${hourMinuteOf(worst.at_ms)} · ${speedText(worst.speed_kmh)} km/h` : NO_VALUE,
    },
    {
      title: t('indices.behind'),
      render: (_, { links }) => (
        <Link to="/links/$link" params={{ link: String(links[0]) }}>
          {t('indices.evidence')} {links[0]}
        </Link>
      ),
    },
  ];
}
