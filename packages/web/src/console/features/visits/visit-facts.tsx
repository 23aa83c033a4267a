import type { Visit } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { CaseNumber } from '../../ui/case-number.tsx';
import { useAction } from '../../ui/use-action.ts';

/** What the agent must know before calling; the number is shown when it is asked for, and that is on record. */
export function VisitFacts({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { number, title, type, unit_name, closed_ms, attempts, attempts_most } = visit;
  return (
    <div className="visit-facts">
      <strong>{title}</strong>
      <span>
        <CaseNumber id={visit.case} number={number} /> · {t(`visits.type_of.${type}`)} ·{' '}
        {unit_name ? unit_name[language] : t('visits.by_hotline')}
      </span>
      <span className="muted">
        {t('visits.closed_at', { at: minuteOf(closed_ms) })} ·{' '}
        {t('visits.attempt', { n: attempts.length + 1, most: attempts_most })}
      </span>
      <Phone id={visit.id} />
    </div>
  );
}

function Phone({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const act = useAction();
  const [who, setWho] = useState<{ name: string; phone: string | null } | null>(null);
  if (who)
    return (
      <span className="visit-number">
        {t('visits.number')} {who.phone ? <a href={`tel:${who.phone}`}>{who.phone}</a> : t('visits.nobody')}{' '}
        {who.name}
      </span>
    );
  const show = async () =>
    setWho((await act(() => call('POST /api/v1/visits/:id/contact', { params: { id } }))) ?? null);
  return (
    <span>
      <Button onClick={show}>{t('visits.show_number')}</Button>
    </span>
  );
}
