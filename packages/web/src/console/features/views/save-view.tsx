import { SaveOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { ViewDialog } from './view-dialog.tsx';
import './views.css';

const MOST_LETTERS = 60;

/** Saves the page that is open, with all that is chosen in it, under a name. */
export function SaveView() {
  const { t } = useTranslation();
  const [saved, setSaved] = useState<{ name: string; address: string } | null>(null);
  const { href } = useLocation();
  return (
    <>
      <button
        type="button"
        className="bar-button views-save"
        title={t('views.save_hint')}
        aria-label={t('views.save')}
        onClick={() => setSaved({ name: headingOfPage(), address: href })}
      >
        <SaveOutlined aria-hidden />
        <span className="bar-words">{t('views.save')}</span>
      </button>
      {saved && (
        <ViewDialog
          title={t('views.save')}
          initial={{ name: saved.name, unit: null }}
          save={(view) => call('POST /api/v1/views', { body: { ...view, address: saved.address } })}
          close={() => setSaved(null)}
        />
      )}
    </>
  );
}

/** What the page calls itself: where the name of its view begins. */
function headingOfPage(): string {
  return (document.querySelector('main h1')?.textContent ?? '').slice(0, MOST_LETTERS);
}
