import type { CallBrief } from '@opentocc/contract';
import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { type DeskAct, type Missing, missingOf } from './draft.ts';
import { useCall } from './earlier-calls.tsx';
import type { Desk } from './use-desk.ts';
import { useOwnCalls } from './use-own-calls.ts';

/** The panes that F6 goes through. */
const PANES = '[data-pane]';

/** What keys do at the agent's desk, and what a draft lacks that was to be sent. */
export function useDeskKeys(desk: Desk) {
  const { t } = useTranslation();
  const calls = useOwnCalls();
  const [wanted, setWanted] = useState<DeskAct['kind'] | null>(null);
  const { draft } = desk;
  const draft_key = draft?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: nothing was wanted of another draft yet
  useEffect(() => setWanted(null), [draft_key]);
  const missing: readonly Missing[] = draft && wanted ? missingOf(draft, wanted) : [];

  const done = (kind: DeskAct['kind']) => {
    if (!draft) return;
    if (missingOf(draft, kind).length > 0 || draft.category === null) setWanted(kind);
    else desk.hand(draft, draft.category, actOf(kind, draft.answer, draft.unit));
  };
  const take = ({ id, call, number }: CallBrief) => desk.begin({ id, call, number });
  const begin = () => {
    const next = calls?.own.find(({ call }) => !desk.drafts.some((one) => one.call?.call === call));
    if (next) take(next);
    else desk.begin();
  };
  const call_id = draft?.call?.id ?? 0;
  const said = known(useCall(call_id > 0 ? call_id : null))?.said ?? '';
  /** What was said since it was taken last is added; what the agent wrote stays. */
  const takeSaid = (words: string) => {
    if (draft && !draft.text.includes(words))
      desk.change({ ...draft, text: [draft.text.trim(), words].filter(Boolean).join('\n') });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const run = runOf(event, { begin, done, takeSaid: () => takeSaid(said) });
    if (!run) return;
    event.preventDefault();
    run();
  };
  // A call is taken wherever the focus is, also nowhere.
  useEffect(() => {
    const look = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F2' || event.defaultPrevented) return;
      event.preventDefault();
      begin();
    };
    window.addEventListener('keydown', look);
    return () => window.removeEventListener('keydown', look);
  });
  const help = [
    ['F2', t('cases.desk.key_take')],
    ['F4', t('cases.desk.key_said')],
    ['F6', t('cases.desk.key_pane')],
    ['1–5', t('cases.desk.key_suggestion')],
    ['Ctrl+Enter', t('cases.act.answer_at_once')],
    ['Ctrl+Shift+Enter', t('cases.act.dispatch')],
    ['Ctrl+S', t('cases.desk.leave')],
  ] as const;
  return { onKeyDown, missing, done, take, takeSaid, help };
}

const actOf = (kind: DeskAct['kind'], answer: string, unit: string | null): DeskAct =>
  kind === 'answer'
    ? { kind, text: answer.trim() }
    : kind === 'dispatch' && unit !== null
      ? { kind, unit }
      : { kind: 'leave' };

interface Runs {
  begin(): void;
  takeSaid(): void;
  done(kind: DeskAct['kind']): void;
}

function runOf(event: KeyboardEvent, { begin, done, takeSaid }: Runs): (() => void) | null {
  const { key, ctrlKey, metaKey, shiftKey, currentTarget } = event;
  const isWith = ctrlKey || metaKey;
  if (key === 'F2') return begin;
  if (key === 'F4') return takeSaid;
  if (key === 'F6') return () => goOn(currentTarget, shiftKey ? -1 : 1);
  if (isWith && key === 'Enter') return () => done(shiftKey ? 'dispatch' : 'answer');
  if (isWith && key.toLowerCase() === 's') return () => done('leave');
  return null;
}

/** To the next pane, or back. */
function goOn(within: Element, by: 1 | -1): void {
  const panes = [...within.querySelectorAll<HTMLElement>(PANES)];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  panes.at((at + by) % panes.length)?.focus();
}
