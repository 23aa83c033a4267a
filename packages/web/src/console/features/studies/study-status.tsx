import type { Study, StudyStatus } from '@opentocc/contract';
import { Button, Progress, Tag } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { toast } from '../../ui/toast.ts';
import { useAction } from '../../ui/use-action.ts';

const COLOURS = {
  waiting: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
} as const;

export function StatusTag({ status }: { readonly status: StudyStatus }) {
  const { t } = useTranslation();
  return <Tag color={COLOURS[status]}>{t(`studies.statuses.${status}`)}</Tag>;
}

/** How far a study is, what can be done about it, and what its figures do not say yet. */
export function StudyStanding({ study }: { readonly study: Study }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { status, progress, ahead, failure, result, fits_network } = study;
  const isOpen = status === 'waiting' || status === 'running';
  const seeds = result?.scenarios[0]?.seeds ?? 0;
  const done = progress ? Math.round((100 * progress.done) / progress.of) : 0;
  return (
    <>
      {isOpen && (
        <div className="study-progress" role="status">
          <Progress percent={done} showInfo={false} aria-label={t(`studies.statuses.${status}`)} />
          <span>
            {progress ? t('studies.progress', progress) : t('studies.preparing')}
            {ahead > 0 && ` · ${t('studies.ahead', { number: ahead })}`}
          </span>
          <Cancel study={study} />
        </div>
      )}
      {isOpen && seeds === 1 && <p className="note">{t('studies.first', { seeds })}</p>}
      {failure && (
        <p className="note" role="alert">
          {failure[language]}
        </p>
      )}
      {status === 'cancelled' && <p className="note">{t('studies.was_cancelled')}</p>}
      {!fits_network && <p className="note">{t('studies.other_network')}</p>}
    </>
  );
}

function Cancel({ study: { id, own } }: { readonly study: Study }) {
  const { t } = useTranslation();
  const act = useAction('studies');
  const may = useMay('studies:run');
  if (!own || !may) return null;
  return (
    <Button
      size="small"
      onClick={() => void act(() => call('POST /api/v1/studies/:id/cancellation', { params: { id } }))}
    >
      {t('common.cancel')}
    </Button>
  );
}

/** Copies the address of the page, by which others open it as far as they may. */
export function CopyAddress() {
  const { t } = useTranslation();
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    toast('done', t('studies.address_copied'));
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      {t('studies.copy_address')}
    </Button>
  );
}
