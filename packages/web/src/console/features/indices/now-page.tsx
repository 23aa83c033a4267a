import type { IndexConfiguration, IndexValue } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, both, known } from '../../../ui/asked.ts';
import { bandName } from '../../../ui/charts/index-dial.tsx';
import {
  fixed,
  grouped,
  hourMinuteOf,
  indexText,
  minuteOf,
  ratioText,
  speedText,
} from '../../../ui/format.ts';
import { type BandBelow, bandOf } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useBandBelow, useFreeFlowStatus, useIndexConfigurations } from '../../../ui/queries.ts';
import { ShareBar } from '../../../ui/share-bar.tsx';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import type { ExportTable } from '../../export/export-table.ts';
import { Term } from '../../ui/term.tsx';
import { Basis, useBasisFacts } from './basis.tsx';
import { Coverage } from './change.tsx';
import { useIndexChoice, useValueName } from './choice.ts';
import { IndexCard } from './index-card.tsx';
import { ScopeChoice } from './indices-layout.tsx';
import { LinksDrawer, type OpenedValue } from './links-drawer.tsx';
import { useLiveIndices } from './live-indices.ts';
import './cards.css';

const ROWS = 20;
const ANNEXES = ['A', 'B', 'C'] as const;

/** All values now, each with how much it rests on, and the way down to its links. */
export function NowPage() {
  const [{ scope }, change] = useIndexChoice();
  const [opened, open] = useState<OpenedValue | null>(null);
  const shown = scope === 'link' ? 'city' : scope;
  return (
    <>
      <div className="now-columns">
        <div>
          <IndexCard />
          <AnnexCard />
          <FreeFlowCard />
        </div>
        <div>
          <div className="tools">
            <ScopeChoice scope={shown} onChange={(next) => change({ scope: next, key: '' })} />
          </div>
          <ValuesCard scope={shown} open={open} />
          {shown === 'city' && <ValuesCard scope="district" open={open} />}
        </div>
      </div>
      <LinksDrawer opened={opened} close={() => open(null)} />
    </>
  );
}

/** The city's GB/T index by each annex, and which one is in force. */
function AnnexCard() {
  const { t } = useTranslation();
  const inForce = answerFrom(useIndexConfigurations(), (all) => all.findLast(({ in_force }) => in_force));
  const asked = both(useLiveIndices('city'), inForce);
  return (
    <Card title={t('indices.annexes')} extra={known(inForce)?.gb.standard}>
      <Answer
        query={asked}
        isEmpty={([cities, one]) => cities.length === 0 || one === undefined}
        empty={t('indices.no_window')}
        lacks="measurements"
      >
        {([[city], one]) => one && <Annexes city={city} gb={one.gb} />}
      </Answer>
      <p className="muted chart-note">{t('indices.weighting')}</p>
    </Card>
  );
}

function Annexes({ city, gb }: { readonly city: IndexValue; readonly gb: IndexConfiguration['gb'] }) {
  const { t } = useTranslation();
  return (
    <dl className="annexes">
      {ANNEXES.map((annex) => (
        <div key={annex}>
          <dt>{t(`indices.annex.${annex}`)}</dt>
          <dd>
            {gb.annex === annex && <Tag className="tag-force">{t('indices.in_force')}</Tag>}
            <Tag>{gb.annexes[annex].certainty}</Tag>
            {gb.annexes[annex].assumed && <Tag variant="filled">{t('common.assumed')}</Tag>}
            <span>{fixed(city.gb_annexes[annex], 2)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FreeFlowCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('indices.free_flow')}>
      <Answer query={useFreeFlowStatus()}>
        {({ days, days_needed, links_measured, link_count }) =>
          links_measured === 0 ? (
            <p className="note">{t('indices.free_flow_assumed', { days, needed: days_needed })}</p>
          ) : (
            <p>
              {t('indices.free_flow_measured', {
                links: grouped(links_measured),
                all: grouped(link_count),
                days,
              })}
            </p>
          )
        }
      </Answer>
    </Card>
  );
}

interface ValuesProps {
  readonly scope: Exclude<IndexValue['scope'], 'link'>;
  open(value: OpenedValue): void;
}

function ValuesCard({ scope, open }: ValuesProps) {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const factsOf = useBasisFacts();
  const asked = useLiveIndices(scope);
  const values = known(asked) ?? [];
  const band_below = useBandBelow(useNow(60_000));
  const columns = useColumns(open, band_below);
  const sample = values[0];
  const window = sample ? `${minuteOf(sample.window_start_ms)}–${hourMinuteOf(sample.window_end_ms)}` : '';
  const table = (): ExportTable | undefined =>
    sample && {
      title: `${t('indices.now_table')} · ${t(`indices.scope.${scope}`)}`,
      facts: factsOf({
        versions: [sample.formula_version],
        object: t(`indices.scope.${scope}`),
        window,
        samples: values.reduce((sum, { samples }) => sum + samples, 0),
      }),
      columns: [
        { title: t('index.name') },
        { title: t('index.shenzhen'), digits: 2 },
        { title: t('indices.figure.band') },
        ...ANNEXES.map((annex) => ({ title: `${t('index.gb')} ${annex}`, digits: 2 })),
        { title: 'TTI', digits: 3 },
        { title: t('indices.figure.dtp'), percent_digits: 1 },
        { title: `${t('index.speed')} (km/h)`, digits: 1 },
        ...(['free', 'mostly_free', 'light', 'moderate', 'severe'] as const).map((state) => ({
          title: `${t('index.shares')} · ${t(`state.${state}`)}`,
          percent_digits: 1,
        })),
        { title: `${t('indices.figure.length')} (km)`, digits: 1 },
        { title: t('index.coverage'), percent_digits: 1 },
        { title: t('index.samples'), digits: 0 },
      ],
      rows: [...values]
        .sort(byIndex)
        .reverse()
        .map((value) => [
          nameOf(value),
          value.index,
          t(`band.${bandName(bandOf(value.index, band_below))}`),
          ...ANNEXES.map((annex) => value.gb_annexes[annex]),
          value.tti,
          value.dtp,
          value.speed_kmh,
          ...value.mileage_share,
          value.length_km,
          value.coverage,
          value.samples,
        ]),
    };
  return (
    <Card
      title={`${t('indices.now_table')} · ${t(`indices.scope.${scope}`)}`}
      extra={
        <>
          {window} <ExportMenu name={`index-now-${scope}`} table={table} />
        </>
      }
    >
      <Answer
        query={asked}
        isEmpty={(list) => list.length === 0}
        empty={t('indices.no_window')}
        lacks="measurements"
      >
        {(list) => (
          <Table
            rowKey="key"
            size="small"
            columns={columns}
            dataSource={[...list]}
            scroll={{ x: 'max-content' }}
            pagination={list.length > ROWS ? { pageSize: ROWS, showSizeChanger: false } : false}
          />
        )}
      </Answer>
      {scope !== 'city' && <p className="muted chart-note">{t('indices.low_coverage_marked')}</p>}
      {sample && <Basis versions={[sample.formula_version]} window={window} />}
    </Card>
  );
}

const byIndex = (a: IndexValue, b: IndexValue) => (a.index ?? -1) - (b.index ?? -1);

function useColumns(open: (value: OpenedValue) => void, band_below: BandBelow): TableColumnsType<IndexValue> {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const nameOf = useValueName();
  return [
    {
      title: t('index.name'),
      render: (_, { scope, key, name }) => (
        <Link to="/indices/day" search={{ scope, key }}>
          {nameOf({ scope, key, name })}
        </Link>
      ),
    },
    {
      title: t('index.shenzhen'),
      align: 'right',
      sorter: byIndex,
      defaultSortOrder: 'descend',
      render: (_, value) => <b>{indexText(value.index)}</b>,
    },
    {
      title: t('indices.figure.band'),
      render: (_, value) => t(`band.${bandName(bandOf(value.index, band_below))}`),
    },
    {
      title: <Term of="index">{t('index.gb')}</Term>,
      align: 'right',
      render: (_, value) => indexText(value.gb_index),
    },
    { title: <Term of="tti" />, align: 'right', render: (_, value) => ratioText(value.tti) },
    { title: 'km/h', align: 'right', render: (_, value) => speedText(value.speed_kmh) },
    {
      title: <Term of="mileage_share">{t('index.shares')}</Term>,
      width: 150,
      render: (_, value) => value.index !== null && <ShareBar shares={value.mileage_share} theme={theme} />,
    },
    {
      title: <Term of="coverage">{t('index.coverage')}</Term>,
      align: 'right',
      render: (_, value) => <Coverage share={value.coverage} />,
    },
    {
      title: <Term of="samples">{t('index.samples')}</Term>,
      align: 'right',
      render: (_, value) => grouped(value.samples),
    },
    {
      title: t('indices.figure.link'),
      render: (_, value) => (
        <button
          type="button"
          className="link-button"
          onClick={() =>
            open({ scope: value.scope, key: value.key, name: nameOf(value), window_end_ms: null })
          }
        >
          {t('indices.open_links')}
        </button>
      ),
    },
  ];
}
