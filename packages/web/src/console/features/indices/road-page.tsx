import type { IndexValue, RoadProfile } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Segmented, Select, Table } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { both, known, waitingFor } from '../../../ui/asked.ts';
import { dayOf, fixed, percent } from '../../../ui/format.ts';
import { configurationAt } from '../../../ui/index-bands.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useFreeFlowStatus, useIndexConfigurations } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { useIndexChoice } from './choice.ts';
import { LOW_COVERAGE } from './comparison.ts';
import { useLiveIndices } from './live-indices.ts';
import { sectionsOf } from './road-sections.ts';
import { useRoadTables, useSectionColumns } from './road-tables.tsx';
import { SLOT_MS, SpaceTime } from './space-time.tsx';

const MOST_SECTIONS = 14;
const SLOTS_OF_DAY = 96;
const WINDOWS_OF_SLOT = 3;
const BOUNDS = ['eastbound', 'westbound', 'northbound', 'southbound'] as const;

/** A corridor along its length and through a day, by direction. */
export function RoadPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const language = useStore(languageStore);
  const [{ scope, key: asked, day }, change] = useIndexChoice();
  const values = useLiveIndices('corridor');
  const corridors = [...(known(values) ?? [])].sort((a, b) => urgencyOf(b) - urgencyOf(a));
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
  const asked_for = useQuery({
    queryKey: ['road-profile', key, day],
    queryFn: () => call('GET /api/v1/roads/profile', { query: { key, day } }),
    enabled: key !== '',
    refetchInterval: SLOT_MS / 3,
  });
  const profile = waitingFor(values, asked_for);
  const data = known(profile);
  const configurations = useIndexConfigurations();
  const configuration = configurationAt(known(configurations) ?? [], Date.parse(`${day}T00:00:00+08:00`));
  const sections = useMemo(() => (data ? sectionsOf(data, MOST_SECTIONS) : []), [data]);
  const openLink = (link: number) => void navigate({ to: '/links/$link', params: { link: String(link) } });
  const columns = useSectionColumns(configuration?.gb.state_above ?? []);
  const basis = basisOf(data, configuration?.formula_version);
  const name = data?.name[language] ?? key;
  const { cellsTable, sectionsTable } = useRoadTables();
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
      <Card
        title={`${t('indices.profile')} · ${name}`}
        extra={
          data && (
            <ExportMenu
              name={`road-${key}-${day}`}
              hasChart
              table={() => cellsTable(data, `${t('indices.profile')} · ${name}`, { ...basis, object: name })}
            />
          )
        }
      >
        <Answer
          query={both(profile, configurations)}
          isEmpty={([{ slots }]) => slots.length === 0}
          empty={t('indices.figure.empty_day')}
          lacks="measurements"
          height_px={320}
        >
          {([of]) =>
            configuration && (
              <>
                <StateKey state_above={configuration.gb.state_above} />
                <SpaceTime profile={of} state_above={configuration.gb.state_above} onPick={openLink} />
                <p className="muted chart-note">{t('indices.profile_hint')}</p>
                <Basis {...basis} />
                <FreeFlowNote />
              </>
            )
          }
        </Answer>
      </Card>
      <Card
        title={t('indices.sections')}
        extra={
          <ExportMenu
            name={`sections-${key}-${day}`}
            table={() =>
              sectionsTable(sections, `${t('indices.sections')} · ${name}`, { ...basis, object: name })
            }
          />
        }
      >
        <Answer
          query={profile}
          isEmpty={() => sections.length === 0}
          empty={t('indices.figure.empty_day')}
          lacks="measurements"
        >
          {() => (
            <Table rowKey="from_m" size="small" columns={columns} dataSource={sections} pagination={false} />
          )}
        </Answer>
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
  const status = known(useFreeFlowStatus());
  if (!status || status.links_measured > 0) return null;
  return (
    <p className="muted chart-note">
      {t('indices.free_flow_assumed', { days: status.days, needed: status.days_needed })}
    </p>
  );
}
