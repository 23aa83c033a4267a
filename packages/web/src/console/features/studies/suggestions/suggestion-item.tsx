import type { ControlDraft, Study, StudyScenario, Suggestion } from '@opentocc/contract';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { fixed } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useMay } from '../../../session/session.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { DraftLine } from './draft-line.tsx';
import { SuggestionFacts } from './suggestion-facts.tsx';

interface Props {
  readonly study: Study;
  readonly suggestion: Suggestion;
  readonly scenario: StudyScenario | undefined;
  readonly drafts: readonly ControlDraft[];
}

const VERDICT_COLOURS = {
  better: 'success',
  no_difference: 'default',
  worse: 'error',
  unknown: 'default',
} as const;

/** One suggestion: what it saves or harms, what it says and does, and what became of it. */
export function SuggestionItem({ study, suggestion, scenario, drafts }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <li className="suggest-item" data-suggestion={suggestion.key}>
      <div className="suggest-head">
        <Tag>{t(`studies.suggest.kinds.${suggestion.kind}`)}</Tag>
        <strong>{suggestion.name[language]}</strong>
        {scenario && (
          <>
            <Tag color={VERDICT_COLOURS[scenario.verdict]}>{t(`studies.verdicts.${scenario.verdict}`)}</Tag>
            <Saved scenario={scenario} />
          </>
        )}
        <Accept {...{ study, suggestion, scenario, drafts }} />
      </div>
      <SuggestionFacts suggestion={suggestion} scenario={scenario} />
      {drafts.map((draft) => (
        <DraftLine key={draft.id} draft={draft} />
      ))}
    </li>
  );
}

function Saved({ scenario: { saved_vehicle_hours } }: { readonly scenario: StudyScenario }) {
  const { t } = useTranslation();
  if (!saved_vehicle_hours) return null;
  const { mean, half } = saved_vehicle_hours;
  const band = half === null ? '' : ` ± ${fixed(half, 1)}`;
  const saved = `${fixed(Math.abs(mean), 1)}${band}`;
  return <span>{t(mean < 0 ? 'studies.suggest.costs' : 'studies.suggest.saved', { saved })}</span>;
}

/** What harms is not offered, nor what has a draft. */
function Accept({ study, suggestion, scenario, drafts }: Props) {
  const { t } = useTranslation();
  const may = useMay('suggestions:accept');
  const [isOpen, setOpen] = useState(false);
  const isTested = study.status === 'done' && scenario !== undefined && scenario.verdict !== 'worse';
  if (!may || !isTested || drafts.some(({ state }) => state === 'draft')) return null;
  return (
    <>
      <Button size="small" className="suggest-accept" onClick={() => setOpen(true)}>
        {t('studies.suggest.accept')}
      </Button>
      {isOpen && <AcceptDialog study={study.id} suggestion={suggestion} close={() => setOpen(false)} />}
    </>
  );
}
