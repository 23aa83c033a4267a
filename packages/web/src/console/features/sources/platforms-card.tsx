import type { ForwardingPlatform, InterchangeAccess, SourceHealth } from '@opentocc/contract';
import { Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { both } from '../../../ui/asked.ts';
import { fixed, grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Fact } from '../../ui/fact.tsx';
import { PlatformDialog } from './platform-dialog.tsx';
import { PlatformPassword } from './platform-password.tsx';
import { useInterchange } from './queries.ts';

/** A source whose vehicles a platform forwards, and that platform once it is registered. */
interface Row {
  readonly source: SourceHealth;
  readonly platform: ForwardingPlatform | undefined;
}

/** Platforms of other operators: whether their two links stand, what they send, and whom we refused. */
export function PlatformsCard() {
  const { t } = useTranslation();
  const found = both(useInterchange(), useSources());
  const [edited, edit] = useState<number | null>(null);
  const columns = useColumns(edit);
  return (
    <Card title={t('sources.platforms.title')}>
      <Answer query={found} isEmpty={([, all]) => !all.some(isForwarded)} empty={t('sources.platforms.none')}>
        {([access, all]) => {
          const rows = rowsOf(access, all);
          const row = rows.find(({ source }) => source.id === edited);
          return (
            <>
              <Door access={access} />
              <Table
                rowKey={({ source }) => source.id}
                size="small"
                columns={columns}
                dataSource={rows}
                pagination={false}
                scroll={{ x: true }}
              />
              {row && <PlatformDialog {...row} close={() => edit(null)} />}
            </>
          );
        }}
      </Answer>
    </Card>
  );
}

const isForwarded = ({ protocol }: SourceHealth): boolean => protocol === 'JT/T 809';

const rowsOf = ({ platforms }: InterchangeAccess, sources: readonly SourceHealth[]): Row[] =>
  sources.filter(isForwarded).map((source) => ({
    source,
    platform: platforms.find((one) => one.source === source.id),
  }));

/** Where platforms connect, and whether they can. */
function Door({ access }: { readonly access: InterchangeAccess }) {
  const { t } = useTranslation();
  const { host, port, state, reason, refused_log_ins } = access;
  return (
    <>
      {reason !== null && <p className="note">{reason}</p>}
      <dl className="facts facts-row">
        <Fact name={t('sources.platforms.address')} value={`${host}:${port}`} />
        <Fact name={t('sources.status')} value={t(`sources.platforms.door.${state}`)} />
        <Fact name={t('sources.platforms.refused')} value={grouped(refused_log_ins)} />
      </dl>
    </>
  );
}

function useColumns(edit: (source: number) => void): TableColumnsType<Row> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('sources:approve');
  const count = (title: string, of: (platform: ForwardingPlatform) => number) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, { platform }: Row) => grouped(platform && of(platform)),
  });
  const acts = {
    title: t('sources.platforms.registration'),
    render: (_: unknown, { source, platform }: Row) => (
      <Space>
        <button type="button" className="link-button" onClick={() => edit(source.id)}>
          {platform ? t('sources.settings') : t('sources.platforms.register')}
        </button>
        {platform && <PlatformPassword source={source} />}
      </Space>
    ),
  };
  return [
    { title: t('sources.title'), render: (_, { source }) => source.name[language] },
    {
      title: t('sources.platforms.centre'),
      align: 'right',
      render: (_, { platform }) => (platform ? `${platform.centre}` : fixed(null)),
    },
    {
      title: t('sources.platforms.main_link'),
      render: (_, { platform }) => <LinkState link={platform?.main_link} />,
    },
    {
      title: t('sources.platforms.sub_link'),
      render: (_, { platform }) => <LinkState link={platform?.sub_link} />,
    },
    {
      title: t('sources.platforms.keep_alive'),
      render: (_, { platform }) => momentOf(platform?.last_keep_alive_ms),
    },
    count(t('sources.platforms.messages'), ({ messages }) => messages),
    count(t('sources.platforms.positions'), ({ positions }) => positions),
    count(t('sources.platforms.unknown'), ({ unknown_vehicles }) => unknown_vehicles),
    count(t('sources.platforms.foreign'), ({ foreign_vehicles }) => foreign_vehicles),
    count(t('sources.platforms.shifted'), ({ shifted }) => shifted),
    count(t('sources.platforms.bad_frames'), ({ bad_frames }) => bad_frames),
    {
      title: t('sources.platforms.refused'),
      className: 'wrap',
      render: (_, { platform }) => <Refusals platform={platform} />,
    },
    ...(may ? [acts] : []),
  ];
}

const momentOf = (at_ms: number | null | undefined): string => (at_ms ? minuteOf(at_ms) : fixed(null));

function LinkState({ link }: { readonly link: ForwardingPlatform['main_link'] | undefined }) {
  const { t } = useTranslation();
  if (!link) return <>{fixed(null)}</>;
  const { up_since_ms, peer } = link;
  return (
    <span className={`live-word source-${up_since_ms === null ? 'silent' : 'ok'}`} title={peer ?? undefined}>
      <i className="lamp" aria-hidden="true" />
      {up_since_ms === null
        ? t('sources.platforms.down')
        : t('sources.platforms.up', { since: minuteOf(up_since_ms) })}
    </span>
  );
}

function Refusals({ platform }: { readonly platform: ForwardingPlatform | undefined }) {
  const { t } = useTranslation();
  const last = platform?.last_refusal;
  return (
    <>
      {grouped(platform?.refused_log_ins)}
      {last && (
        <span className="muted">
          {' '}
          {t(`sources.platforms.refusal.${last}`)} {momentOf(platform.last_refusal_ms)}
        </span>
      )}
    </>
  );
}
