import type { AgentFigure, AgentFigures } from '@opentocc/contract';
import { Table } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { intervalText, ProportionBar, ratioOfText, shareText } from '../../ui/proportion.tsx';

interface Props {
  readonly figures: AgentFigures;
}

/** How the figures are made comparable. */
export function Adjustment({ figures: { adjustment } }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('statistics.adjustment')}>
      <p>{adjustment[language]}</p>
    </Card>
  );
}

/** One figure of all agents, or of the reader alone. */
export function AgentsCard({ figures, of }: Props & { readonly of: AgentFigure['key'] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const overall = figures.overall.find(({ key }) => key === of);
  if (!overall) return null;
  return (
    <Card
      title={overall.name[language]}
      extra={`${t('statistics.overall')} ${shareText(overall.proportion.value)} (${ratioOfText(overall.proportion)})`}
    >
      <Table
        rowKey="agent"
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: true }}
        locale={{ emptyText: t('statistics.none') }}
        dataSource={figures.agents.filter(({ key }) => key === of)}
        columns={[
          { title: t('statistics.agent'), dataIndex: 'agent' },
          { title: t('statistics.own'), render: (_, { proportion }) => shareText(proportion.value) },
          { title: t('statistics.counts'), render: (_, { proportion }) => ratioOfText(proportion) },
          { title: t('statistics.expected'), render: (_, { expected }) => shareText(expected) },
          {
            title: t('statistics.adjusted'),
            render: (_, { adjusted }) => <strong>{shareText(adjusted?.value ?? null)}</strong>,
          },
          {
            title: t('statistics.interval'),
            render: (_, { adjusted, proportion }) =>
              adjusted && (
                <>
                  <ProportionBar
                    proportion={{ ...proportion, ...adjusted }}
                    target={overall.proportion.value}
                  />
                  <small className="muted nowrap">{intervalText({ ...proportion, ...adjusted })}</small>
                </>
              ),
          },
        ]}
      />
    </Card>
  );
}
