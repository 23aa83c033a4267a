import type { StudyCheck } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../../ui/api.ts';
import { type Draft, isComplete, readDraft, studyOf, writeDraft } from './draft.ts';

/** Editing rests so long before a draft is checked: each check is on record. */
const REST_MS = 1_500;

/** The draft of this browser, stored with every change, and what is wrong with it. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => readDraft(localStorage));
  const [rested, setRested] = useState(draft);
  useEffect(() => {
    writeDraft(localStorage, draft);
    const timer = setTimeout(() => setRested(draft), REST_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const check = useQuery<StudyCheck>({
    queryKey: ['study-check', rested],
    queryFn: () => call('POST /api/v1/studies/check', { body: studyOf(rested) }),
    enabled: isComplete(rested),
    retry: false,
  });
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part })),
    check,
    isChecked: rested === draft,
  };
}
