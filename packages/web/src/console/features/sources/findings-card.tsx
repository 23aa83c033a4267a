import type { QualityFinding, SourceHealth } from '@opentocc/contract';
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { useFindingColumns } from './finding-columns.tsx';
import { FindingDetails } from './finding-details.tsx';
import { type FindingGroup, type FindingState, groupFindings, groupsIn } from './finding-groups.ts';
import { useFindingsTable } from './quality-tables.ts';
import { type SampleChoice, useFindings } from './queries.ts';

interface Props {
  readonly sources: readonly SourceHealth[];
  onSamples(choice: SampleChoice): void;
  /** Undefined when the reader may not change sources. */
  readonly onSettings: ((source: number) => void) | undefined;
}

/** What to fix, as the data itself says, by cause: opened and closed by it, seen to by people. */
export function FindingsCard({ sources, onSamples, onSettings }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState<FindingState>('open');
  const open = useFindings('open');
  const closed = useFindings('closed');
  const asked = answerFrom(state === 'closed' ? closed : open, (list) =>
    groupsIn(groupFindings(list), state),
  );
  const columns = useFindingColumns(sources, state);
  return (
    <Card
      title={t('sources.quality.findings')}
      extra={
        <>
          <Export sources={sources} groups={known(asked)} state={state} />
          <StateChoice open={known(open)} state={state} setState={setState} />
        </>
      }
    >
      <Answer query={asked} isEmpty={(list) => list.length === 0} empty={t(`sources.quality.none_${state}`)}>
        {(groups) => (
          <Table
            rowKey={({ cause }) => cause.id}
            size="small"
            scroll={{ x: true }}
            columns={columns}
            dataSource={[...groups]}
            pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
            expandable={{
              columnTitle: <span className="visually-hidden">{t('common.details')}</span>,
              expandRowByClick: true,
              expandedRowRender: (group) => (
                <FindingDetails
                  group={group}
                  onSamples={onSamples}
                  onSettings={onSettings && (() => onSettings(group.cause.source))}
                />
              ),
            }}
          />
        )}
      </Answer>
    </Card>
  );
}

interface StateChoiceProps {
  readonly open: readonly QualityFinding[] | undefined;
  readonly state: FindingState;
  setState(state: FindingState): void;
}

function StateChoice({ open, state, setState }: StateChoiceProps) {
  const { t } = useTranslation();
  const groups = open && groupFindings(open);
  const numberOf = (of: FindingState) => (groups ? groupsIn(groups, of).length : NO_VALUE);
  return (
    <Segmented
      size="small"
      aria-label={t('sources.quality.findings')}
      value={state}
      onChange={setState}
      options={[
        { value: 'open', label: t('sources.quality.open', { number: numberOf('open') }) },
        { value: 'muted', label: t('sources.quality.muted', { number: numberOf('muted') }) },
        { value: 'closed', label: t('sources.quality.closed') },
      ]}
    />
  );
}

interface ExportProps {
  readonly sources: readonly SourceHealth[];
  readonly groups: readonly FindingGroup[] | undefined;
  readonly state: FindingState;
}

/** Each finding a row, those that follow from a cause after it. */
function Export({ sources, groups, state }: ExportProps) {
  const tableOf = useFindingsTable(sources);
  const rows = groups?.flatMap(({ cause, follow }) => [cause, ...follow]);
  return <ExportMenu name={`findings-${state}`} table={() => rows && tableOf(rows, state)} />;
}
