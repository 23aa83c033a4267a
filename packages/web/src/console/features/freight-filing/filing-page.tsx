import { useSearch } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { searchOf } from './address.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ListCard } from './list-card.tsx';
import { SettingsCard } from './settings-card.tsx';
import './filing.css';

/** What is on file: of a firm its own entries, of an officer what waits and everything else. */
export function FilingPage() {
  const { t } = useTranslation();
  const may = useMay('filing:file');
  const search = searchOf(useSearch({ strict: false }) as Record<string, unknown>);
  const [open, setOpen] = useState<'new' | 'list' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-filing.title')}</h1>
        {may && (
          <Space wrap>
            <Button onClick={() => setOpen('list')}>{t('freight-filing.import')}</Button>
            <Button type="primary" onClick={() => setOpen('new')}>
              {t('freight-filing.file')}
            </Button>
          </Space>
        )}
      </div>
      <ListCard search={search} />
      <SettingsCard />
      {open === 'new' && <EntryDialog entry={null} close={close} />}
      {open === 'list' && <ImportDialog close={close} />}
    </div>
  );
}
