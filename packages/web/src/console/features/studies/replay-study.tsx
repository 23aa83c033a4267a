import type { Study } from '@opentocc/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';

/** Runs a study that is done again from its base; the address of that run is opened. */
export function ReplayStudy({ study: { id, status } }: { readonly study: Study }) {
  const { t } = useTranslation();
  const may = useMay('studies:run');
  const act = useAction('studies');
  const navigate = useNavigate();
  if (!may || status !== 'done') return null;
  const replay = async () => {
    const again = await act(() => call('POST /api/v1/studies/:id/replay', { params: { id } }));
    if (again) await navigate({ to: '/studies/$study', params: { study: String(again.id) } });
  };
  return (
    <Button size="small" onClick={() => void replay()}>
      {t('studies.replay')}
    </Button>
  );
}

/** Says of a replay what it runs again, and whether it came to the same bytes. */
export function ReplayNote({ study: { replay_of, same_bytes } }: { readonly study: Study }) {
  const { t } = useTranslation();
  if (replay_of === null) return null;
  return (
    <p className="note">
      <Link to="/studies/$study" params={{ study: String(replay_of) }}>
        {t('studies.replay_of', { id: replay_of })}
      </Link>{' '}
      {same_bytes !== null && t(same_bytes ? 'studies.same_bytes' : 'studies.other_bytes')}
    </p>
  );
}
