import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '../ui/i18n/use-translation.ts';

/** Stands in the frame where a page could not be loaded or drawn; the frame around it goes on. */
export function PageFailed({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const [isAway, setAway] = useState(false);
  // What was not fetched the hint says; what could not be drawn, only the error does.
  const detail = error instanceof Error && error.cause === undefined ? error.message : null;
  const reload = async () => {
    // Without a server the browser would put its own page in place of the console.
    const page = await fetch('/', { cache: 'no-store' }).catch(() => null);
    if (page?.ok) location.reload();
    else setAway(true);
  };
  return (
    <div className="page" role="alert">
      <div className="page-head">
        <h1>{t('page_failed.title')}</h1>
      </div>
      <p>{t('page_failed.hint')}</p>
      {detail !== null && <p className="muted">{detail}</p>}
      <p className="page-head">
        <button type="button" className="plain-button" onClick={() => void router.invalidate()}>
          {t('common.retry')}
        </button>
        <button type="button" className="plain-button" onClick={reload}>
          {t('common.reload')}
        </button>
      </p>
      {isAway && <p className="bad">{t('common.unreachable')}</p>}
    </div>
  );
}
