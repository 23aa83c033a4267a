import type { DutyRoster } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { type Asked, known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useMay } from '../../../session/session.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { OnceDialog } from '../../../ui/once-dialog.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { DUTY } from '../queries.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PostDialog } from './post-dialog.tsx';

type Open = 'post' | 'change' | 'entry' | 'import' | null;

/** What can be done with rosters: posts, entries, calendars in and out. */
export function RosterActs({ roster }: { readonly roster: Asked<DutyRoster> }) {
  const { t } = useTranslation();
  const mayPlan = useMay('duty:plan');
  const mayServe = useMay('duty:serve');
  const [open, setOpen] = useState<Open>(null);
  const of = known(roster);
  const close = () => setOpen(null);
  return (
    <Space wrap>
      {mayPlan && of && (
        <Button type="primary" onClick={() => setOpen('entry')}>
          {t('duty.add_entry')}
        </Button>
      )}
      {mayPlan && of && <Button onClick={() => setOpen('import')}>{t('duty.import')}</Button>}
      {mayPlan && <Button onClick={() => setOpen('post')}>{t('duty.add_post')}</Button>}
      {mayPlan && of && <Button onClick={() => setOpen('change')}>{t('duty.change_post')}</Button>}
      {mayPlan && of && <Retire post={of.post} />}
      {mayServe && <Feed />}
      {open === 'post' && <PostDialog close={close} />}
      {open === 'change' && of && <PostDialog post={of.post} close={close} />}
      {open === 'entry' && of && <ChangeDialog roster={of} close={close} />}
      {open === 'import' && of && <ImportDialog roster={of} close={close} />}
    </Space>
  );
}

/** Takes a post out of service; what was on its roster stays on record. */
function Retire({ post: { id, version, name } }: Pick<DutyRoster, 'post'>) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction(DUTY);
  return (
    <Confirm
      title={t('duty.retire_ask', { name: name[language] })}
      description={t('duty.retire_says')}
      okText={t('duty.retire_post')}
      isDanger
      onConfirm={() =>
        act(() => call('POST /api/v1/duty/posts/:id/retirement', { params: { id }, body: { version } }))
      }
    >
      <Button danger>{t('duty.retire_post')}</Button>
    </Confirm>
  );
}

/** An address for the calendar of the reader; it is shown once. */
function Feed() {
  const { t } = useTranslation();
  const act = useAction();
  const [path, setPath] = useState<string | null>(null);
  const make = async () => {
    const made = await act(() => call('POST /api/v1/duty/feed'));
    if (made) setPath(made.path);
  };
  return (
    <>
      <Button onClick={() => void make()}>{t('duty.feed')}</Button>
      {path !== null && (
        <OnceDialog
          title={t('duty.feed')}
          label={t('duty.feed_says')}
          secrets={[`${location.origin}${path}`]}
          close={() => setPath(null)}
        />
      )}
    </>
  );
}
