import type { FreightGateRead } from '@opentocc/contract';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { clockOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { Picture } from './picture.tsx';
import { PlateForm } from './plate-form.tsx';
import { PlateText } from './plate-text.tsx';
import { GATES } from './queries.ts';
import { WhySheet } from './why-sheet.tsx';

/** The truck before the barrier: as large as a hand needs it. */
export function ReadCard({ read }: { readonly read: FreightGateRead | null }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  if (!read)
    return (
      <section className="card gate-now">
        <p>{t('freight-gates.nobody')}</p>
        <p className="muted">{t('freight-gates.nobody_hint')}</p>
      </section>
    );
  return (
    <section className="card gate-now" aria-label={t('freight-gates.read_state.waiting')}>
      <Picture read={read} />
      <div className="gate-read">
        <PlateText read={read} />
      </div>
      <p className="gate-why" role="status">
        {read.why[language]}
      </p>
      <p className="muted">
        {t('freight-gates.at', { at: clockOf(read.at_ms) })}
        {read.direction && ` · ${t(`freight-gates.direction.${read.direction}`)}`}
        {read.confidence_pct !== null &&
          ` · ${t('freight-gates.confidence', { pct: Math.round(read.confidence_pct) })}`}
      </p>
      <ReadActs read={read} />
    </section>
  );
}

type Open = 'let_in' | 'refuse' | 'correct' | null;

function ReadActs({ read }: { readonly read: FreightGateRead }) {
  const { t } = useTranslation();
  const may = useMay('gates:keep');
  const act = useAction(GATES);
  const [open, setOpen] = useState<Open>(null);
  if (!may) return null;
  const { id, version, near } = read;
  const decide = (opens: boolean, reason: string) =>
    act(() =>
      call('POST /api/v1/freight/gate-reads/:id/decision', {
        params: { id },
        body: { version, opens, reason },
      }),
    );
  const correct = (plate: string) =>
    act(() =>
      call('POST /api/v1/freight/gate-reads/:id/plate', { params: { id }, body: { version, plate } }),
    );
  if (open === 'correct')
    return (
      <PlateForm initial={read.corrected ?? read.plate ?? ''} save={correct} close={() => setOpen(null)} />
    );
  if (open)
    return (
      <WhySheet act={open} send={(reason) => decide(open === 'let_in', reason)} close={() => setOpen(null)} />
    );
  return (
    <div className="gate-acts">
      {near.slice(0, 2).map((plate) => (
        <button key={plate} type="button" className="gate-button" onClick={() => correct(plate)}>
          {t('freight-gates.corrected_to', { plate: plateOf(plate) })}
        </button>
      ))}
      <button type="button" className="gate-button gate-go" onClick={() => setOpen('let_in')}>
        {t('freight-gates.let_in')}
      </button>
      <button type="button" className="gate-button gate-no" onClick={() => setOpen('refuse')}>
        {t('freight-gates.refuse')}
      </button>
      <button type="button" className="gate-button" onClick={() => setOpen('correct')}>
        {t('freight-gates.correct')}
      </button>
    </div>
  );
}
