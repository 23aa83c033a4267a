import type { StudyIncident } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useAction } from '../../../ui/use-action.ts';

type Asked = Pick<StudyIncident, 'link' | 'lanes_closed' | 'minutes'> & Partial<StudyIncident>;

/** Asks what could be done about an incident and opens the study that tests it. */
export function AskSuggestions({ incident }: { readonly incident: Asked }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const act = useAction();
  const ask = async () => {
    setAsking(true);
    const set = await act(() => call('POST /api/v1/suggestions', { body: incident }));
    setAsking(false);
    if (set) await navigate({ to: '/studies/$study', params: { study: String(set.study) } });
  };
  return (
    <Button loading={isAsking} onClick={() => void ask()}>
      {t('studies.suggest.ask')}
    </Button>
  );
}
