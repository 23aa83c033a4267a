import type { IndexValue, RoadProfile } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../ui/api.ts';
import { dayOf, fixed, hourMinuteOf, NO_VALUE, percent } from '../../../ui/format.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useFreeFlowStatus, useIndexConfigurations } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { useErrorText } from '../../error-text.ts';
import { ExportMenu } from '../../export/export-menu.tsx';
import type { ExportTable } from '../../export/export-table.ts';
import { Basis, useBasisFacts } from './basis.tsx';
import { useIndexChoice } from './choice.ts';
import { LOW_COVERAGE } from './comparison.ts';
import { useLiveIndices } from './live-indices.ts';
import { type RoadSection, sectionsOf } from './road-sections.ts';
import { SLOT_MS, SpaceTime, stateOf } from './space-time.tsx';

const MOST_SECTIONS = 14;
const SLOTS_OF_DAY = 96;
const WINDOWS_OF_SLOT = 3;
const BOUNDS = ['eastbound', 'westbound', 'northbound', 'southbound'] as const;

/** A corridor along its length and through a day, by direction. */
export function RoadPage() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const language = useStore(languageStore);
  const factsOf = useBasisFacts();
  const [{ scope, key: asked, day }, change] = useIndexChoice();
  const corridors = [...useLiveIndices('corridor')].sort((a, b) => urgencyOf(b) - urgencyOf(a));
  // The worst one when the page was opened: it does not jump to another each minute.
  const first = useRef('');
  first.current ||= corridors[0]?.key ?? '';
  const key = scope === 'corridor' && asked !== '' ? asked : first.current;
  const [road = '', bound = ''] = key.split('/');
  const roads = [...new Set(corridors.map((one) => one.key.split('/')[0]))];
  const bounds = BOUNDS.filter((one) => corridors.some((value) => value.key === `${road}/${one}`));
  const worstOf = (one: string) =>
    corridors.find((value) => value.key.startsWith(`${one}/`))?.gb_index ?? null;
  const choose = (next: string) => change({ scope: 'corridor', key: next });
  const { data, error } = useQuery({
    queryKey: ['road-profile', key, day],
    queryFn: () => call('GET /api/v1/roads/profile', { query: { key, day } }),
    enabled: key !== '',
    refetchInterval: SLOT_MS / 3,
  });
  const configuration = useIndexConfigurations().data?.findLast(
    ({ valid_from_ms }) => valid_from_ms <= Date.parse(`${day}T00:00:00+08:00`),
  );
  const sections = useMemo(() => (data ? sectionsOf(data, MOST_SECTIONS) : []), [data]);
  const openLink = (link: number) => void navigate({ to: '/links/$link', params: { link: String(link) } });
  const basis = basisOf(data, configuration?.formula_version);
  const name = data?.name[language] ?? key;
  const cellsTable = useCellsTable();
  const facts = () => factsOf({ ...basis, object: name });
  return (
    <>
      <div className="tools">
        <Select
          aria-label={t('indices.corridor')}
          showSearch
          className="object-choice"
          value={road || undefined}
          options={roads.map((one) => ({ value: one, label: `${one}  ${fixed(worstOf(one), 1)}` }))}
          onChange={(next) => choose(corridors.find((one) => one.key.startsWith(`${next}/`))?.key ?? '')}
        />
        <Segmented
          aria-label={t('indices.direction')}
          options={bounds.map((value) => ({ value, label: t(`indices.directions.${value}`) }))}
          value={bounds.find((one) => one === bound)}
          onChange={(next) => choose(`${road}/${next}`)}
        />
        <DayPicker day={day} last={dayOf(platformNow())} onChange={(next) => change({ day: next })} />
      </div>
      {error && <p role="alert">{errorText(error)}</p>}
      <Card
        title={`${t('indices.profile')} · ${name}`}
        extra={
          data && (
            <ExportMenu
              name={`road-${key}-${day}`}
              hasChart
              table={() => cellsTable(data, `${t('indices.profile')} · ${name}`, facts())}
            />
          )
        }
      >
        {configuration && <StateKey state_above={configuration.gb.state_above} />}
        {data?.slots.length === 0 && <p className="note">{t('indices.figure.empty_day')}</p>}
        {data && configuration && (
          <SpaceTime profile={data} state_above={configuration.gb.state_above} onPick={openLink} />
        )}
        <p className="muted chart-note">{t('indices.profile_hint')}</p>
        <Basis {...basis} />
        <FreeFlowNote />
      </Card>
      <Card
        title={t('indices.sections')}
        extra={
          <ExportMenu
            name={`sections-${key}-${day}`}
            table={() => ({
              title: `${t('indices.sections')} · ${name}`,
              facts: facts(),
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
            })}
          />
        }
      >
        <Table
          rowKey="from_m"
          size="small"
          columns={useColumns(configuration?.gb.state_above ?? [])}
          dataSource={sections}
          pagination={false}
          locale={{ emptyText: t('indices.no_data') }}
        />
      </Card>
    </>
  );
}

/** By the ratio that the diagram is drawn in; what is hardly known comes after. */
const urgencyOf = ({ gb_index, coverage }: IndexValue) =>
  (gb_index ?? -1) - (coverage < LOW_COVERAGE ? 10 : 0);

function basisOf(profile: RoadProfile | undefined, formula_version: string | undefined) {
  const slots = profile?.slots ?? [];
  const known = slots.map(
    ({ speed_kmh }) => speed_kmh.filter((speed) => speed !== null).length / speed_kmh.length,
  );
  const samples = slots.map((slot) => slot.samples);
  return {
    versions: formula_version ? [formula_version] : [],
    window: profile?.day ?? '',
    coverage: known.length > 0 ? known.reduce((sum, share) => sum + share, 0) / known.length : null,
    samples: samples.some((one) => one === null)
      ? null
      : samples.reduce((sum: number, one) => sum + (one ?? 0), 0),
    windows: WINDOWS_OF_SLOT * slots.length,
    windows_expected: WINDOWS_OF_SLOT * SLOTS_OF_DAY,
  };
}

/** The states with the share of free flow at which each begins. */
function StateKey({ state_above }: { readonly state_above: readonly number[] }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="scale-key">
      {STATE_NAMES.slice(1).map((state, i) => (
        <span key={state}>
          <i className="row-lamp" style={{ background: STATE_COLOURS[theme][i + 1] }} />
          {t(`state.${state}`)}{' '}
          {i < state_above.length ? `> ${percent(state_above[i])}` : `≤ ${percent(state_above[i - 1])}`}
        </span>
      ))}
      <span className="muted">{t('indices.ratio')}</span>
    </div>
  );
}

function FreeFlowNote() {
  const { t } = useTranslation();
  const status = useFreeFlowStatus().data;
  if (!status || status.links_measured > 0) return null;
  return (
    <p className="muted chart-note">
      {t('indices.free_flow_assumed', { days: status.days, needed: status.days_needed })}
    </p>
  );
}

const ratioOf = ({ speed_kmh, free_flow_kmh }: RoadSection) =>
  speed_kmh === null ? null : speed_kmh / free_flow_kmh;

/** Every cell of the diagram: a row a link, a column a quarter of an hour. */
function useCellsTable() {
  const { t } = useTranslation();
  const columns = [
    { title: t('link.id'), digits: 0 },
    { title: `${t('indices.from')} (m)`, digits: 0 },
    { title: `${t('indices.to')} (m)`, digits: 0 },
    { title: `${t('index.free_flow')} (km/h)`, digits: 1 },
  ];
  return ({ links, slots }: RoadProfile, title: string, facts: ExportTable['facts']): ExportTable => ({
    title,
    facts,
    columns: [...columns, ...slots.map(({ at_ms }) => ({ title: hourMinuteOf(at_ms), digits: 1 }))],
    rows: links.map(({ link, from_m, to_m, free_flow_kmh }, place) => [
      link,
      from_m,
      to_m,
      free_flow_kmh,
      ...slots.map(({ speed_kmh }) => speed_kmh[place]),
    ]),
  });
}

function useColumns(state_above: readonly number[]): TableColumnsType<RoadSection> {
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
      render: (_, { speed_kmh }) => <b>{fixed(speed_kmh, 1)} km/h</b>,
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
        worst ? `${hourMinuteOf(worst.at_ms)} · ${fixed(worst.speed_kmh, 1)} km/h` : NO_VALUE,
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
