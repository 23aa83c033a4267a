import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { REGIMES } from '../queries.ts';
import { ReasonButton } from '../reason-button.tsx';
import { AnnounceDialog } from './announce-dialog.tsx';
import type { DraftEditor } from './use-draft-editor.ts';

/** How a draft stands, and what can be done with all of it: save, check, preview, drill, announce, discard. */
export function DraftActs({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const { draft, isDirty, mayEdit, save } = editor;
  const { id, state, announced } = draft;
  return (
    <div className="regimes-acts">
      <Tag color={state === 'checked' ? 'success' : 'default'}>{t(`freight-regimes.states.${state}`)}</Tag>
      {isDirty && <strong>{t('freight-regimes.unsaved')}</strong>}
      {mayEdit && (
        <>
          <Button type="primary" disabled={!isDirty} onClick={save}>
            {t('freight-regimes.save')}
          </Button>
          <Check editor={editor} />
          <Link to="/freight/regimes/drafts/$draft/preview" params={{ draft: String(id) }}>
            {t('freight-regimes.preview')}
          </Link>
          <Drill editor={editor} />
          <Announce editor={editor} />
          <Discard editor={editor} />
        </>
      )}
      {announced && (
        <Link
          to="/freight/regimes/$code/$version"
          params={{ code: announced.code, version: String(announced.version) }}
        >
          {t('freight-regimes.announced_as', { version: announced.version })}
        </Link>
      )}
    </div>
  );
}

function Check({ editor: { draft, isDirty } }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const act = useAction(REGIMES);
  const { id, version, state } = draft;
  const check = () =>
    act(() =>
      call('POST /api/v1/freight/regime-drafts/:id/check', { params: { id }, body: { seen: version } }),
    );
  return (
    <Button disabled={isDirty || state === 'checked'} onClick={check}>
      {t('freight-regimes.check')}
    </Button>
  );
}

function Drill({ editor: { draft, isDirty } }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  return (
    <ReasonButton
      title={t('freight-regimes.drill')}
      hint={t('freight-regimes.drill_hint')}
      disabled={isDirty}
      send={(reason) =>
        call('POST /api/v1/freight/regime-drafts/:id/drills', { params: { id: draft.id }, body: { reason } })
      }
    />
  );
}

function Announce({ editor: { draft, isDirty } }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const may = useMay('freight-regimes:announce');
  const [isOpen, setOpen] = useState(false);
  if (!may) return null;
  const isHeld = isDirty || draft.state !== 'checked' || draft.is_own;
  return (
    <>
      <Button danger disabled={isHeld} onClick={() => setOpen(true)}>
        {t('freight-regimes.announce')}
      </Button>
      {draft.is_own && <span className="muted">{t('freight-regimes.second_person')}</span>}
      {isOpen && <AnnounceDialog draft={draft} close={() => setOpen(false)} />}
    </>
  );
}

function Discard({ editor: { draft } }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const { id, version } = draft;
  return (
    <ReasonButton
      title={t('freight-regimes.discard')}
      hint={t('freight-regimes.discard_hint')}
      send={(reason) =>
        call('POST /api/v1/freight/regime-drafts/:id/discarding', {
          ...{ params: { id }, body: { seen: version, reason } },
        })
      }
    />
  );
}
