import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import type { OpenedPart } from './opened-part.ts';
import { PartDialog } from './part-dialog.tsx';
import { PhaseColumn } from './phase-column.tsx';
import { PhaseDialog } from './phase-dialog.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

/** Phases side by side, with what stands in each; everything is a button, so that it needs no mouse. */
export function Board({ editor }: { readonly editor: PlanEditor }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<OpenedPart | null>(null);
  const [phase, setPhase] = useState<string | null>(null);
  const { document, mayEdit } = editor;
  return (
    <Card title={t('plans.editor.board')} extra={t('plans.editor.board_hint')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached, and so scrolled, by the keyboard. */}
      <section className="plans-board" aria-label={t('plans.editor.board')} tabIndex={0}>
        {document.phases.map((one) => (
          <PhaseColumn
            key={one.key}
            phase={one}
            editor={editor}
            open={setPart}
            openPhase={() => setPhase(one.key)}
          />
        ))}
      </section>
      {mayEdit && (
        <Button size="small" onClick={() => setPhase('')}>
          {t('plans.editor.add_phase')}
        </Button>
      )}
      {part && <PartDialog editor={editor} opened={part} close={() => setPart(null)} />}
      {phase !== null && <PhaseDialog editor={editor} phase={phase} close={() => setPhase(null)} />}
    </Card>
  );
}
