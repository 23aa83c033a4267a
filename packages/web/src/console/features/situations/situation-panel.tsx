import { ArrowLeftOutlined } from '@ant-design/icons';
import type { Situation } from '@opentocc/contract';
import { Button, Tabs } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { Act } from './acts.ts';
import { ClocksPart } from './clocks-part.tsx';
import { FactsPart } from './facts-part.tsx';
import { FilesPart } from './files-part.tsx';
import { FilingsPart } from './filings-part.tsx';
import { MergedPart, ProposalsPart } from './merges-part.tsx';
import { PartsOfOthers } from './parts-of-others.tsx';
import { useSituation } from './queries.ts';
import { ReportsPart } from './reports-part.tsx';
import { Header } from './situation-row.tsx';
import { TimelinePart } from './timeline-part.tsx';
import type { Desk } from './use-desk.ts';

interface Props {
  readonly desk: Desk;
  readonly acts: readonly Act[];
}

/** The chosen situation: what can be done, what is due, and all that is known of it. */
export function SituationPanel({ desk, acts }: Props) {
  const { t } = useTranslation();
  const situation = useSituation(desk.chosen, desk.brief?.version);
  return (
    <section className="situation-panel card" aria-label={t('situations.facts')}>
      <Answer query={situation} unasked={t('situations.choose')} height_px={320}>
        {(one) => (
          <>
            <Button
              className="situation-back"
              icon={<ArrowLeftOutlined />}
              aria-label={t('situations.back')}
              onClick={() => desk.choose(null)}
            />
            <Head situation={one} onOpen={desk.choose} />
            <Acts acts={acts} />
            <Parts situation={one} onOpen={desk.choose} />
          </>
        )}
      </Answer>
    </section>
  );
}

interface OneProps {
  readonly situation: Situation;
  onOpen(id: number): void;
}

function Head({ situation, onOpen }: OneProps) {
  const { t } = useTranslation();
  const { id, title, state, owner, acknowledged, merged_into, severity } = situation;
  return (
    <header className="situation-head">
      <h2>
        {title} <Header header={situation.header} />
      </h2>
      <p className="muted">
        {t('situations.number', { id })} ·{' '}
        <span className={`state-${state}`}>{t(`situations.state.${state}`)}</span> ·{' '}
        {t(`situations.severity.${severity}`)} · {owner?.name ?? t('situations.nobody')} ·{' '}
        {acknowledged
          ? t('situations.seen_by', { by: acknowledged.by, at: minuteOf(acknowledged.at_ms).slice(11) })
          : t('situations.unseen')}
      </p>
      {merged_into !== null && (
        <p className="situation-merged">
          {t('situations.merged_into', { id: merged_into })}{' '}
          <button type="button" className="link-button" onClick={() => onOpen(merged_into)}>
            {t('situations.open_it')}
          </button>
        </p>
      )}
    </header>
  );
}

/** What can be done, each with its key. */
function Acts({ acts }: Pick<Props, 'acts'>) {
  return (
    <div className="situation-acts">
      {acts
        .filter(({ shown }) => shown !== 'key')
        .map(({ key, label, shown, danger, run }) => (
          <Button key={key} type={shown === 'main' ? 'primary' : 'default'} danger={danger} onClick={run}>
            {label} <kbd>{key.toUpperCase()}</kbd>
          </Button>
        ))}
    </div>
  );
}

function Parts({ situation, onOpen }: OneProps) {
  const { t } = useTranslation();
  return (
    <Tabs
      size="small"
      items={[
        {
          key: 'overview',
          label: t('situations.tabs.overview'),
          children: (
            <>
              <ProposalsPart situation={situation} onOpen={onOpen} />
              <ClocksPart situation={situation} />
              <FactsPart situation={situation} />
              <ReportsPart situation={situation} />
              <MergedPart situation={situation} onOpen={onOpen} />
              <PartsOfOthers id={situation.id} />
            </>
          ),
        },
        {
          key: 'timeline',
          label: `${t('situations.tabs.timeline')} ${situation.timeline.length}`,
          children: <TimelinePart situation={situation} />,
        },
        {
          key: 'filings',
          label: `${t('situations.tabs.filings')} ${situation.filings.length || ''}`,
          children: <FilingsPart situation={situation} />,
        },
        {
          key: 'files',
          label: `${t('situations.tabs.files')} ${situation.attachments.length || ''}`,
          children: <FilesPart situation={situation} />,
        },
      ]}
    />
  );
}
