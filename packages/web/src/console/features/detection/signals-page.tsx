import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FiguresCard } from './figures-card.tsx';
import { PrecisionCard } from './precision-card.tsx';
import { SignalCard } from './signal-card.tsx';
import { SignalsCard } from './signals-card.tsx';
import { useSignalChoice } from './use-signal-choice.ts';
import './detection.css';

/** What the platform noticed: the list, one of them with what it rests on, and how well it does. */
export function SignalsPage() {
  const { t } = useTranslation();
  const [{ signal }, change] = useSignalChoice();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('detection.title')}</h1>
      </div>
      {signal !== undefined && <SignalCard key={signal} id={signal} onClose={() => change({ signal: 0 })} />}
      <SignalsCard />
      <PrecisionCard />
      <FiguresCard />
    </div>
  );
}
