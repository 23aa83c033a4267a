import { Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { GateDialog } from './gate-dialog.tsx';
import { SiteDialog } from './site-dialog.tsx';

/** What a freight officer adds to the register. */
export function RegisterBar() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'site' | 'gate' | null>(null);
  const close = () => setOpen(null);
  return (
    <Space wrap>
      <Button onClick={() => setOpen('site')}>{t('freight-gates.add_site')}</Button>
      <Button onClick={() => setOpen('gate')}>{t('freight-gates.add_gate')}</Button>
      {open === 'site' && <SiteDialog close={close} />}
      {open === 'gate' && <GateDialog close={close} />}
    </Space>
  );
}
