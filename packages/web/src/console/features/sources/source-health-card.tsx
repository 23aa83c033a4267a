import type { SourceHealth } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { fixed, grouped, minuteOf } from '../../../ui/format.ts';
import type { Translate } from '../../../ui/i18n/use-translation.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { delayOf, topRejects } from './sources-card.tsx';
import { byUrgency, UNKNOWN_SOURCE } from './sources-order.ts';

interface Props {
  onChoose(source: number): void;
  /** Undefined when the reader may not change sources. */
  readonly onSettings: ((source: number) => void) | undefined;
}

/** The health of every source over the last five minutes, what is wrong first. */
export function SourceHealthCard({ onChoose, onSettings }: Props) {
  const { t } = useTranslation();
  const sources = useSources();
  const columns = useColumns(onChoose, onSettings);
  return (
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
  );
}

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
    ...(edit ? [settingsColumn(edit, t)] : []),
  ];
}

/** Opens the settings of a source; senders that no source is known for have none. */
const settingsColumn = (edit: (id: number) => void, t: Translate) => ({
  title: t('sources.agreed'),
  render: (_: unknown, { id }: SourceHealth) =>
    id !== UNKNOWN_SOURCE && (
      <button type="button" className="link-button" onClick={() => edit(id)}>
        {t('sources.settings')}
      </button>
    ),
});
