import type { QualityFinding, SourceHealth } from '@opentocc/contract';
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { ageOf, fixed, minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { FindingDetails } from './finding-details.tsx';
import { useFindingsTable } from './quality-tables.ts';
import { type SampleChoice, useFindings } from './queries.ts';

interface Props {
  readonly sources: readonly SourceHealth[];
  onSamples(choice: SampleChoice): void;
  /** Undefined when the reader may not change sources. */
  readonly onSettings: ((source: number) => void) | undefined;
}

const SEVERITIES = ['critical', 'major', 'minor'] as const;
/** Shortfalls that another finding of the same source may explain. */
const SHORTFALLS: ReadonlySet<QualityFinding['kind']> = new Set([
  'service_level',
  'incomplete',
  'late',
  'invalid',
]);

/** Causes before what may follow from them, and within each the worst first, the newest first. */
function inOrder(findings: readonly QualityFinding[]): QualityFinding[] {
  const rank = (finding: QualityFinding) =>
    Number(isConsequence(finding, findings)) * 10 + SEVERITIES.indexOf(finding.severity);
  return [...findings].sort((a, b) => rank(a) - rank(b) || b.since_ms - a.since_ms);
}

function isConsequence({ kind, source }: QualityFinding, findings: readonly QualityFinding[]): boolean {
  return SHORTFALLS.has(kind) && findings.some((one) => one.source === source && !SHORTFALLS.has(one.kind));
}

/** What to fix, as the data itself says: opened and closed by it, with its history. */
export function FindingsCard({ sources, onSamples, onSettings }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const open = useFindings('open');
  const closed = useFindings('closed');
  const shown = state === 'open' ? open : closed;
  const asked = answerFrom(shown, (list) => (state === 'open' ? inOrder(list) : list));
  const rows = known(asked);
  const number = known(open)?.length;
  const columns = useColumns(sources, state, known(open) ?? []);
  const tableOf = useFindingsTable(sources);
  return (
    <Card
      title={t('sources.quality.findings')}
      extra={
        <>
          <ExportMenu name={`findings-${state}`} table={() => rows && tableOf(rows, state)} />
          <Segmented
            size="small"
            aria-label={t('sources.quality.findings')}
            value={state}
            onChange={setState}
            options={[
              { value: 'open', label: t('sources.quality.open', { number: number ?? NO_VALUE }) },
              { value: 'closed', label: t('sources.quality.closed') },
            ]}
          />
        </>
      }
    >
      <Answer
        query={asked}
        isEmpty={(list) => list.length === 0}
        empty={t(state === 'open' ? 'sources.quality.none_open' : 'sources.quality.none_closed')}
      >
        {(list) => (
          <Table
            rowKey="id"
            size="small"
            scroll={{ x: true }}
            columns={columns}
            dataSource={[...list]}
            pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
            expandable={{
              expandRowByClick: true,
              expandedRowRender: (finding) => (
                <FindingDetails
                  finding={finding}
                  onSamples={onSamples}
                  onSettings={onSettings && (() => onSettings(finding.source))}
                />
              ),
            }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(
  sources: readonly SourceHealth[],
  state: 'open' | 'closed',
  open: readonly QualityFinding[],
): TableColumnsType<QualityFinding> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const nameOf = (id: number) => sources.find((source) => source.id === id)?.name[language] ?? String(id);
  const lasted = ({ since_ms, closed_ms, last_seen_ms }: QualityFinding) =>
    ageOf((closed_ms ?? Math.max(platformNow(), last_seen_ms)) - since_ms);
  return [
    {
      title: t('sources.quality.what'),
      className: 'wrap',
      render: (_, finding) => (
        <span className="finding-what">
          <b className={`severity severity-${finding.severity}`}>
            {t(`sources.quality.severity.${finding.severity}`)}
          </b>
          <span>
            {finding.title[language]}
            {state === 'open' && isConsequence(finding, open) && (
              <small className="muted"> {t('sources.quality.consequence')}</small>
            )}
          </span>
        </span>
      ),
    },
    { title: t('common.source'), render: (_, { source }) => nameOf(source) },
    { title: t('sources.quality.since'), render: (_, { since_ms }) => minuteOf(since_ms) },
    { title: t('sources.quality.lasted'), align: 'right', render: (_, finding) => lasted(finding) },
    ...(state === 'closed'
      ? [
          {
            title: t('sources.quality.ended'),
            render: (_: unknown, { closed_ms }: QualityFinding) =>
              closed_ms === null ? fixed(null) : minuteOf(closed_ms),
          },
        ]
      : []),
    {
      title: t('sources.quality.vehicles'),
      align: 'right',
      render: (_, { vehicles, vehicles_judged }) =>
        vehicles_judged > 0 ? `${vehicles} / ${vehicles_judged}` : fixed(null),
    },
    {
      title: t('sources.quality.certainty_title'),
      render: (_, { certainty }) => t(`sources.quality.certainty.${certainty}`),
    },
    {
      title: t('sources.quality.concerned_title'),
      render: (_, { concerned }) => t(`sources.quality.concerned.${concerned}`),
    },
  ];
}
