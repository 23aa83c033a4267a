import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Popup } from '../../ui/popup.tsx';
import { useAction } from '../../ui/use-action.ts';
import { type FindingGroup, idsOf } from './finding-groups.ts';
import { MuteDialog } from './mute-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { NoticeDialog } from './notice-dialog.tsx';
import { CHANGED_BY_HANDLING, useFindingHandlers } from './queries.ts';

/** What somebody who sees to findings can do about a cause, and with it about what follows from it. */
export function FindingActs({ group }: { group: FindingGroup }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED_BY_HANDLING);
  const [opened, setOpened] = useState<'note' | 'mute' | 'notice' | null>(null);
  const { acknowledged, muted } = group.cause.handling;
  const findings = idsOf(group);
  const close = () => setOpened(null);
  const endSilence = () =>
    act(() =>
      call('POST /api/v1/quality/findings/mutes', {
        body: { findings, until_ms: null, reason: t('sources.handling.unmuted') },
      }),
    );
  return (
    <Space wrap>
      {!acknowledged && (
        <Button
          size="small"
          type="primary"
          onClick={() =>
            act(() => call('POST /api/v1/quality/findings/acknowledgements', { body: { findings } }))
          }
        >
          {t('sources.handling.acknowledge')}
        </Button>
      )}
      <Assign group={group} />
      <Button size="small" onClick={() => setOpened('note')}>
        {t('sources.handling.note')}
      </Button>
      {muted ? (
        <Button size="small" onClick={endSilence}>
          {t('sources.handling.unmute')}
        </Button>
      ) : (
        <Button size="small" onClick={() => setOpened('mute')}>
          {t('sources.handling.mute')}
        </Button>
      )}
      <Button size="small" onClick={() => setOpened('notice')}>
        {t('sources.handling.notice')}
      </Button>
      {opened === 'note' && <NoteDialog findings={findings} close={close} />}
      {opened === 'mute' && <MuteDialog findings={findings} close={close} />}
      {opened === 'notice' && <NoticeDialog findings={findings} close={close} />}
    </Space>
  );
}

/** Nobody, in a select, which has no null. */
const NOBODY = '';

function Assign({ group }: { group: FindingGroup }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED_BY_HANDLING);
  const [isOpen, setOpen] = useState(false);
  const handlers = useFindingHandlers(isOpen);
  const { assignee } = group.cause.handling;
  const assign = async (to: string, close: () => void) => {
    const body = { findings: idsOf(group), to: to === NOBODY ? null : to };
    await act(() => call('POST /api/v1/quality/findings/assignments', { body }));
    close();
  };
  const chooser = (close: () => void) => (
    <Answer query={handlers}>
      {(list) => (
        <Select
          autoFocus
          style={{ width: 200 }}
          aria-label={t('sources.handling.assign')}
          value={assignee?.principal ?? NOBODY}
          options={[
            { value: NOBODY, label: t('sources.handling.nobody') },
            ...list.map(({ principal, name }) => ({ value: principal, label: name })),
          ]}
          onChange={(to) => assign(to, close)}
        />
      )}
    </Answer>
  );
  return (
    <Popup title={t('sources.handling.assign')} onOpenChange={setOpen} content={chooser}>
      <Button size="small">{t('sources.handling.assign')}</Button>
    </Popup>
  );
}
