import type { SourceHealth } from '@opentocc/contract';
import { Button, Empty, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { fixed, grouped, minuteOf } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { DecisionsCard } from './decisions-card.tsx';
import { FindingsCard } from './findings-card.tsx';
import { MismatchesCard } from './mismatches-card.tsx';
import { PendingTerminals } from './pending-terminals.tsx';
import { QualityCard } from './quality-card.tsx';
import type { SampleChoice } from './queries.ts';
import { RosterDialog } from './roster-dialog.tsx';
import { SamplesDrawer } from './samples-drawer.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceSettingsDialog } from './source-settings.tsx';
import { delayOf, isInUse, topRejects } from './sources-card.tsx';
import './quality.css';
import './sources-card.css';

/** Senders that no source is known for; it belongs to the system. */
const UNKNOWN_SOURCE = 0;

/** Every source: what to fix, its health now, its quality by hour, and the terminals that ask to be let in. */
export function SourcesPage() {
  const { t } = useTranslation();
  const sources = useSources();
  const [chosen, setChosen] = useState<number | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [opened, setOpened] = useState<'source' | 'roster' | null>(null);
  const may = useMay('sources:approve');
  const list = known(sources);
  const edited = list?.find(({ id }) => id === editing);
  const [samples, setSamples] = useState<SampleChoice | null>(null);
  const columns = useColumns(setChosen, may ? setEditing : undefined);
  const all = list ?? [];
  const own = all.filter(isInService);
  const source = all.find(({ id }) => id === chosen) ?? byUrgency(all).find(isInUse);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('sources.title')}</h1>
        {may && (
          <Space>
            <Button disabled={own.length === 0} onClick={() => setOpened('roster')}>
              {t('sources.roster')}
            </Button>
            <Button type="primary" onClick={() => setOpened('source')}>
              {t('sources.add')}
            </Button>
          </Space>
        )}
      </div>
      {list && own.length === 0 && (
        <Card title={t('sources.begin')}>
          <Empty description={t('sources.begin_text')}>
            {may && (
              <Button type="primary" onClick={() => setOpened('source')}>
                {t('sources.add')}
              </Button>
            )}
          </Empty>
        </Card>
      )}
      <FindingsCard sources={all} onSamples={setSamples} onSettings={may ? setEditing : undefined} />
      <MismatchesCard />
      <PendingTerminals sources={own} />
      <Card title={t('sources.health')} extra={t('sources.last5')}>
        <Answer query={sources} isEmpty={(found) => found.length === 0} empty={t('sources.none')}>
          {(found) => (
            <Table
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={byUrgency(found)}
              pagination={false}
              scroll={{ x: true }}
            />
          )}
        </Answer>
      </Card>
      {source && (
        <QualityCard
          sources={all.filter(isInUse)}
          source={source}
          onChoose={setChosen}
          onSamples={setSamples}
        />
      )}
      <DecisionsCard />
      {opened === 'source' && <SourceDialog close={() => setOpened(null)} />}
      {opened === 'roster' && <RosterDialog sources={own} close={() => setOpened(null)} />}
      {edited && <SourceSettingsDialog source={edited} close={() => setEditing(null)} />}
      {samples && (
        <SamplesDrawer
          choice={samples}
          source={all.find(({ id }) => id === samples.source)}
          onClose={() => setSamples(null)}
        />
      )}
    </div>
  );
}

/** A source that delivers, not that of unknown senders. */
const isInService = ({ id, retired_ms }: SourceHealth): boolean =>
  id !== UNKNOWN_SOURCE && retired_ms === null;

const URGENCY: Record<SourceHealth['state'], number> = { silent: 0, degraded: 1, ok: 2, never: 3 };

/** What is wrong comes first. */
const byUrgency = (sources: readonly SourceHealth[]): SourceHealth[] =>
  [...sources].sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);

function useColumns(
  choose: (id: number) => void,
  edit: ((id: number) => void) | undefined,
): TableColumnsType<SourceHealth> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const delay = (source: SourceHealth) => `${delayOf(source.delay_p50_s)} / ${delayOf(source.delay_p95_s)} s`;
  const rejects = (source: SourceHealth) =>
    topRejects(source)
      .map(([reason, count]) => `${t(`reject.${reason}`)} ${grouped(count)}`)
      .join(' · ');
  return [
    {
      title: t('sources.title'),
      render: (_, source) => (
        <button type="button" className="link-button" onClick={() => choose(source.id)}>
          {source.name[language]}
        </button>
      ),
    },
    {
      title: t('sources.status'),
      render: (_, source) => (
        <span className={`live-word source-${source.state}`}>
          <i className="lamp" aria-hidden="true" />
          {source.retired_ms === null ? t(`sources.state.${source.state}`) : t('sources.retired')}
        </span>
      ),
    },
    { title: t('sources.owner'), dataIndex: 'owner' },
    { title: t('sources.protocol'), dataIndex: 'protocol' },
    { title: t('sources.datum'), dataIndex: 'datum' },
    {
      title: `${t('sources.online')} / ${t('sources.terminals')}`,
      align: 'right',
      render: (_, source) => `${grouped(source.online)} / ${grouped(source.terminals)}`,
    },
    { title: t('sources.rate'), align: 'right', render: (_, source) => fixed(source.fixes_per_s, 1) },
    { title: t('sources.delay'), align: 'right', render: (_, source) => delay(source) },
    { title: t('sources.accepted'), align: 'right', render: (_, source) => grouped(source.accepted) },
    {
      title: t('sources.rejected'),
      className: 'wrap',
      render: (_, source) => rejects(source) || t('sources.no_rejects'),
    },
    {
      title: t('sources.last_fix'),
      render: (_, source) => (source.last_fix_ms === null ? fixed(null) : minuteOf(source.last_fix_ms)),
    },
    ...(edit
      ? [
          {
            title: t('sources.agreed'),
            render: (_: unknown, { id }: SourceHealth) =>
              id !== UNKNOWN_SOURCE && (
                <button type="button" className="link-button" onClick={() => edit(id)}>
                  {t('sources.settings')}
                </button>
              ),
          },
        ]
      : []),
  ];
}
