import type { PlatformDiscipline, PlatformRequests } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { fixed, grouped } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { usePlatformRequests } from './queries.ts';

type Platform = PlatformRequests['platforms'][number];
interface Row {
  readonly platform: Platform;
  readonly figures: PlatformDiscipline | undefined;
}

/** How each platform answered lately, and whether it is logged in now. */
export function DisciplineCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('platforms.discipline')}>
      <Answer
        query={usePlatformRequests()}
        isEmpty={({ platforms }) => platforms.length === 0}
        empty={t('platforms.none')}
      >
        {({ platforms, discipline }) => (
          <Table
            rowKey={({ platform }) => platform.source}
            size="small"
            columns={columns}
            dataSource={platforms.map(
              (platform): Row => ({
                platform,
                figures: discipline.find(({ source }) => source === platform.source),
              }),
            )}
            pagination={false}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const count = (title: string, of: (figures: PlatformDiscipline) => number) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, { figures }: Row) => grouped(figures ? of(figures) : 0),
  });
  return [
    {
      title: t('platforms.platform'),
      render: (_, { platform: { name, connected } }) => (
        <span className={`live-word source-${connected ? 'ok' : 'silent'}`}>
          <i className="lamp" aria-hidden="true" />
          {name[language]}
          {!connected && <span className="muted"> {t('platforms.offline')}</span>}
        </span>
      ),
    },
    count(t('platforms.asked_count'), ({ asked }) => asked),
    count(t('platforms.answered_count'), ({ answered }) => answered),
    count(t('platforms.late_count'), ({ late }) => late),
    count(t('platforms.unanswered_count'), ({ unanswered }) => unanswered),
    {
      title: t('platforms.median'),
      align: 'right',
      render: (_, { figures }) =>
        figures?.answer_p50_s === null || figures === undefined
          ? fixed(null)
          : t('platforms.seconds', { value: fixed(figures.answer_p50_s) }),
    },
  ];
}
