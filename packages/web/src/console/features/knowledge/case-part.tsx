import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { OfCase } from '../../feature.ts';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

/** On a case that is closed: its answer becomes a draft by one click. */
export function CasePart({ id, isClosed }: OfCase) {
  const { t } = useTranslation();
  const mayWrite = useMay('knowledge:write');
  const navigate = useNavigate();
  const act = useAction(...CHANGED);
  if (!mayWrite || !isClosed) return null;
  const draft = async () => {
    const made = await act(() => call('POST /api/v1/knowledge/drafts', { body: { case: id } }));
    if (made) await navigate({ to: '/knowledge/$article/edit', params: { article: String(made.id) } });
  };
  return <Button onClick={draft}>{t('knowledge.draft_case')}</Button>;
}
