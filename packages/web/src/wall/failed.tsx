import { useEffect } from 'react';
import { useTranslation } from '../ui/i18n/use-translation.ts';

const RELOAD_MS = 15_000;

/** Shown when the wall itself has failed: says so, and reloads it, for nobody stands at it. */
export function Failed({ error }: { error: Error }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), RELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="wall-notice" role="alert">
      <p>{t('common.broken')}</p>
      <code>{error.message}</code>
    </div>
  );
}
