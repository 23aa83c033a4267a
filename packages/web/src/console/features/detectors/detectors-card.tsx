import type { Detector } from '@opentocc/contract';
import { Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { fixed, grouped, minuteOf, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DetectorState } from './detector-state.tsx';
import { useDetectors } from './queries.ts';

interface Props {
  readonly chosen: number | null;
  onChoose(id: number): void;
}

/** What is wrong comes first. */
const URGENCY: Record<Detector['state'], number> = { silent: 0, fault: 1, never: 2, ok: 3 };
const STATES = ['silent', 'fault', 'never', 'ok'] as const satisfies readonly Detector['state'][];

/** All detectors, what is wrong first, of one source or state where these are chosen. */
export function DetectorsCard({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [source, setSource] = useState<number | null>(null);
  const [state, setState] = useState<Detector['state'] | null>(null);
  const detectors = useDetectors();
  const shown = answerFrom(detectors, (all) =>
    all
      .filter((one) => (source === null || one.source === source) && (state === null || one.state === state))
      .sort((a, b) => URGENCY[a.state] - URGENCY[b.state] || a.code.localeCompare(b.code)),
  );
  const columns = useColumns(onChoose);
  const isFiltered = source !== null || state !== null;
  return (
    <Card
      title={t('detectors.list')}
      extra={<Filters {...{ source, setSource, state, setState }} all={known(detectors)} />}
    >
      <Answer
        query={shown}
        isEmpty={({ length }) => length === 0}
        empty={t(isFiltered ? 'detectors.none_match' : 'detectors.none')}
      >
        {(rows) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={rows}
            rowClassName={({ id }) => (id === chosen ? 'row-chosen' : '')}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

interface FiltersProps {
  readonly source: number | null;
  readonly state: Detector['state'] | null;
  readonly all: readonly Detector[] | undefined;
  setSource(source: number | null): void;
  setState(state: Detector['state'] | null): void;
}

function Filters({ source, state, all = [], setSource, setState }: FiltersProps) {
  const { t } = useTranslation();
  const nameOf = useSourceName();
  const sources = [...new Set(all.map((one) => one.source))];
  const count = (of: Detector['state']) => all.filter((one) => one.state === of).length;
  return (
    <Space wrap>
      <Select
        size="small"
        className="detector-filter"
        aria-label={t('detectors.of_source')}
        value={source ?? 0}
        onChange={(id) => setSource(id === 0 ? null : id)}
        options={[
          { value: 0, label: t('detectors.every_source') },
          ...sources.map((id) => ({ value: id, label: nameOf(id) })),
        ]}
      />
      <Select
        size="small"
        className="detector-filter"
        aria-label={t('detectors.state_title')}
        value={state ?? ('every' as const)}
        onChange={(one) => setState(one === 'every' ? null : one)}
        options={(['every', ...STATES] as const).map((value) => ({
          value,
          label:
            value === 'every'
              ? `${t('detectors.every_state')} ${all.length}`
              : `${t(`detectors.state.${value}`)} ${count(value)}`,
        }))}
      />
    </Space>
  );
}

/** What a source is called. */
function useSourceName(): (id: number) => string {
  const language = useStore(languageStore);
  const sources = known(useSources());
  return (id) => sources?.find((one) => one.id === id)?.name[language] ?? String(id);
}

function useColumns(choose: (id: number) => void): TableColumnsType<Detector> {
  const { t } = useTranslation();
  const nameOf = useSourceName();
  return [
    {
      title: t('detectors.code'),
      render: (_, { id, code }) => (
        <button type="button" className="link-button" onClick={() => choose(id)}>
          {code}
        </button>
      ),
    },
    { title: t('detectors.place'), render: (_, { name }) => name || fixed(null) },
    { title: t('detectors.state_title'), render: (_, detector) => <DetectorState detector={detector} /> },
    { title: t('detectors.of_source'), render: (_, { source }) => nameOf(source) },
    { title: t('detectors.kind'), render: (_, { kind }) => t(`detectors.kinds.${kind}`) },
    {
      title: t('detectors.flow'),
      align: 'right',
      render: (_, { now }) => (now?.flow_vph == null ? fixed(null) : grouped(Math.round(now.flow_vph))),
    },
    { title: t('detectors.speed'), align: 'right', render: (_, { now }) => speedText(now?.speed_kmh) },
    {
      title: t('detectors.occupancy'),
      align: 'right',
      render: (_, { now }) => fixed(now?.occupancy_pct ?? null, 1),
    },
    {
      title: t('detectors.last'),
      render: (_, { last_ms }) => (last_ms === null ? fixed(null) : minuteOf(last_ms)),
    },
  ];
}
