import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { Assumed } from '../../../ui/assumed.tsx';
import { Stance, useSay, useSpan } from '../words.tsx';
import { HeadDialog } from './head-dialog.tsx';
import type { DraftEditor } from './use-draft-editor.ts';

/** What holds for the whole regime: name, stance, times, streets, source, and what becomes of open trips. */
export function HeadCard({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const [say, span] = [useSay(), useSpan()];
  const [isOpen, setOpen] = useState(false);
  const { regime, draft, mayEdit } = editor;
  const { planned, under_way, grace_min } = regime.opening;
  const edit = (
    <Button size="small" onClick={() => setOpen(true)}>
      {t('freight-regimes.edit')}
    </Button>
  );
  return (
    <Card title={say(regime.name)} extra={mayEdit && edit}>
      <p className="regimes-line">
        <Stance of={regime} />
        <span>{span(regime)}</span>
        {regime.streets.length > 0 && (
          <span>{t('freight-regimes.of_streets', { streets: regime.streets.join('、') })}</span>
        )}
        {regime.assumed && <Assumed source={say(regime.source)} />}
      </p>
      <p>{draft.purpose}</p>
      <p className="muted">{t('freight-regimes.source', { source: say(regime.source) })}</p>
      <p className="muted">
        {t('freight-regimes.opening_says', {
          planned: t(`freight-regimes.planned.${planned}`),
          under_way: t(`freight-regimes.under_way.${under_way}`),
          hours: Math.round((10 * grace_min) / 60) / 10,
        })}
      </p>
      <p className="muted">
        {t('freight-regimes.written_by')}: {draft.written_by.join('、')}
      </p>
      {isOpen && <HeadDialog editor={editor} close={() => setOpen(false)} />}
    </Card>
  );
}
