import type { CaseBrief, CaseCard } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** 黄牌 and 红牌; nothing where there is none. */
export function CardMark({ card }: { readonly card: CaseCard }) {
  const { t } = useTranslation();
  return card === 'none' ? null : <span className={`case-card card-${card}`}>{t(`cases.card.${card}`)}</span>;
}

/** Where it stands, with what makes it special. */
export function StateWord({ one }: { readonly one: CaseBrief }) {
  const { t } = useTranslation();
  const { state, merged_into, at_once, accepted, supervision } = one;
  if (merged_into !== null) return <span className="muted">{t('cases.is_merged')}</span>;
  const word =
    state === 'dispatched' && !accepted
      ? t('cases.unaccepted')
      : state === 'closed' && at_once
        ? t('cases.closed_at_once')
        : t(`cases.state.${state}`);
  return (
    <span className={`case-state state-${state}`}>
      {supervision !== 'none' && `${t(`cases.supervision.${supervision}`)} · `}
      {word}
    </span>
  );
}

const OURS = ['first_response', 'answer', 'closing'] as const;
type Ours = (typeof OURS)[number];

/** "answer:2" is the answer of the second round; the clocks of other hotlines are called by their number. */
export function ClockName({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const [name, round] = code.split(':');
  const ours = OURS.includes(name as Ours) ? t(`cases.clock.${name as Ours}`) : t('cases.clock_of', { name });
  return <>{round ? `${ours} ${t('cases.round_n', { n: round })}` : ours}</>;
}
