import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useAction } from '../../ui/use-action.ts';
import { EMPTY_DRAFT, isComplete, studyOf } from './draft.ts';
import { useDraft } from './use-draft.ts';

/** The draft with its faults, which field a click on the map fills in, and the asking of the study. */
export function useStudyEditor() {
  const edited = useDraft();
  const { draft, change, check } = edited;
  const field = useRef<(link: number) => void>(() => undefined);
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const act = useAction('studies');
  const checked = isComplete(draft) ? known(check) : undefined;
  const ask = async () => {
    setAsking(true);
    const study = await act(() => call('POST /api/v1/studies', { body: studyOf(draft) }));
    setAsking(false);
    if (!study) return;
    change(EMPTY_DRAFT);
    await navigate({ to: '/studies/$study', params: { study: String(study.id) } });
  };
  return {
    ...edited,
    ...{ ask, isAsking, limits: checked?.limits, faults: checked ? checked.faults : [] },
    /** From now on a click on the map chooses for this field. */
    enter: (set: (link: number) => void) => {
      field.current = set;
    },
    choose: (link: number) => field.current(link),
  };
}
