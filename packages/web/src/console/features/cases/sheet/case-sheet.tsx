import { ArrowLeftOutlined } from '@ant-design/icons';
import type { Case } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { CardMark, StateWord } from '../case-words.tsx';
import { useCase } from '../queries.ts';
import { AnswersPart } from './answers-part.tsx';
import { AskerLine } from './asker-line.tsx';
import { ClocksPart } from './clocks-part.tsx';
import { CaseDialogs } from './dialogs.tsx';
import { EarlierPart } from './earlier-part.tsx';
import { FactsPart } from './facts-part.tsx';
import { FilesPart } from './files-part.tsx';
import { MergedPart } from './merged-part.tsx';
import { PartsOfOthers } from './parts-of-others.tsx';
import { RequestsPart } from './requests-part.tsx';
import { TimelinePart } from './timeline-part.tsx';
import type { Sheet } from './use-sheet.ts';

interface Props {
  readonly sheet: Sheet;
  /** Back to the list, where there is one beside it. */
  onBack?(): void;
}

/** One case: what can be done with it, by when, and all that is known of it. */
export function CaseSheet({ sheet, onBack }: Props) {
  const { t } = useTranslation();
  const asked = useCase(sheet.id);
  return (
    <section className="case-sheet card" aria-label={t('cases.sheet')}>
      <Answer query={asked} unasked={t('cases.choose')} height_px={320}>
        {(one) => (
          <>
            <Head one={one} onBack={onBack} />
            <Acts sheet={sheet} />
            <PartsOfOthers id={one.id} isClosed={one.state === 'closed' || one.state === 'archived'} />
            <Parts one={one} />
            <CaseDialogs one={one} sheet={sheet} />
          </>
        )}
      </Answer>
    </section>
  );
}

function Head({ one, onBack }: { readonly one: Case; readonly onBack?: () => void }) {
  const { t } = useTranslation();
  const { id, number, title, type, channel, received_ms, round, reworks, merged_into, text } = one;
  return (
    <header className="case-head">
      <h2>
        {onBack && (
          <Button icon={<ArrowLeftOutlined />} aria-label={t('cases.back')} onClick={onBack} size="small" />
        )}
        <span>{title}</span>
        <CardMark card={one.card} />
      </h2>
      <p className="muted case-head-line">
        <Link to="/cases/$case" params={{ case: String(id) }}>
          {number}
        </Link>
        <StateWord one={one} />
        <span className={`case-type type-${type}`}>{t(`cases.type.${type}`)}</span>
        <span>
          {t(`cases.channel.${channel}`)} · {minuteOf(received_ms)}
        </span>
        {round > 1 && <span className="case-mark">{t('cases.round_n', { n: round })}</span>}
        {reworks > 0 && <span className="case-mark">{t('cases.reworks_n', { n: reworks })}</span>}
      </p>
      {merged_into !== null && (
        <p className="note">
          {t('cases.merged_into')}{' '}
          <Link to="/cases/$case" params={{ case: String(merged_into) }}>
            {t('cases.open_it')}
          </Link>
        </p>
      )}
      <AskerLine key={id} one={one} />
      <p className="case-text">{text}</p>
    </header>
  );
}

/** What can be done, each with its key. */
function Acts({ sheet: { acts } }: { readonly sheet: Sheet }) {
  if (acts.length === 0) return null;
  return (
    <div className="case-acts">
      {acts.map(({ name, key, label, isMain, isDanger, run }) => (
        <Button key={name} type={isMain ? 'primary' : 'default'} danger={isDanger} onClick={run}>
          {label} <kbd>{key.toUpperCase()}</kbd>
        </Button>
      ))}
    </div>
  );
}

function Parts({ one }: { readonly one: Case }) {
  const { t } = useTranslation();
  const counted = (label: string, count: number) => (count > 0 ? `${label} ${count}` : label);
  return (
    <Tabs
      size="small"
      items={[
        {
          ...{ key: 'overview', label: t('cases.tabs.overview') },
          children: (
            <>
              <RequestsPart one={one} />
              <ClocksPart one={one} />
              <AnswersPart one={one} />
              <FactsPart one={one} />
              <MergedPart one={one} />
            </>
          ),
        },
        {
          ...{ key: 'timeline', label: counted(t('cases.tabs.timeline'), one.timeline.length) },
          children: <TimelinePart one={one} />,
        },
        {
          ...{ key: 'files', label: counted(t('cases.tabs.files'), one.attachments.length) },
          children: <FilesPart one={one} />,
        },
        {
          ...{ key: 'earlier', label: counted(t('cases.tabs.earlier'), one.earlier.length) },
          children: <EarlierPart cases={one.earlier} />,
        },
      ]}
    />
  );
}
