import type { KnowledgeHit } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { known, standOf } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSettled } from '../../../../ui/use-settled.ts';
import { toast } from '../../../ui/toast.ts';
import { useHits } from '../queries.ts';

/** A question that rests so long without a good hit was asked and not found, ms. */
const ASKED_MS = 3_000;
/** Shorter ones say too little of what is missing. */
const LEAST = 4;

/** The words that are searched, what they find, and which hit is read. */
export function useSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [row, setRow] = useState(0);
  const hits = useHits(text);
  const stand = standOf(hits);
  const found = known(hits)?.hits ?? [];
  const at = Math.min(row, Math.max(0, found.length - 1));
  const chosen: KnowledgeHit | undefined = found[at];
  useEffect(() => {
    field.current?.focus();
  }, []);
  useGapNote(text.trim(), stand.kind === 'known' && !stand.former && known(hits)?.good === false);
  const type = (next: string) => {
    setText(next);
    setRow(0);
  };
  const onKey = (event: KeyboardEvent) => {
    const run = runOf(event);
    if (!run) return;
    event.preventDefault();
    run();
  };
  const runOf = ({ key, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined => {
    if (key === 'Escape') return () => type('');
    if (!chosen) return undefined;
    if (key === 'ArrowDown') return () => setRow(Math.min(at + 1, found.length - 1));
    if (key === 'ArrowUp') return () => setRow(Math.max(at - 1, 0));
    if (key === 'Enter' && (ctrlKey || metaKey)) return () => void copy(chosen.body);
    if (key === 'Enter')
      return () =>
        void navigate({ to: '/knowledge/$article', params: { article: String(chosen.article.id) } });
    return undefined;
  };
  const copy = (body: string) =>
    navigator.clipboard.writeText(body).then(
      () => toast('done', t('knowledge.copied')),
      () => toast('warning', t('knowledge.copy_refused')),
    );
  return { field, text, type, hits, at, chosen, choose: setRow, onKey };
}

/** Says once of each question that rested without a good hit that the knowledge base lacks it. */
function useGapNote(text: string, isLacking: boolean): void {
  const settled = useSettled(text, ASKED_MS);
  const noted = useRef(new Set<string>());
  const isAsked = isLacking && settled === text && text.length >= LEAST;
  useEffect(() => {
    if (!isAsked || noted.current.has(text)) return;
    noted.current.add(text);
    // Nobody waits for it, and the same question is noted when it is asked again.
    call('POST /api/v1/knowledge/gaps', { body: { text, by: 'search' } }).catch(() =>
      noted.current.delete(text),
    );
  }, [isAsked, text]);
}
