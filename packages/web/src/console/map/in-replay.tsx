import type { ReactNode } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { ReplayedContext } from '../card.tsx';
import type { InReplay as How } from '../feature.ts';
import { useReplayedMinute_ms } from './replay-clock.ts';

interface Props {
  readonly how: How | undefined;
  readonly children: ReactNode;
}

/** A card beside the map: while the map shows a past time it says that it does too, or it is veiled, for it shows what is now. */
export function InReplay({ how, children }: Props) {
  const { t } = useTranslation();
  const at_ms = useReplayedMinute_ms();
  if (how === 'apart') return children;
  const isVeiled = at_ms !== null && how === undefined;
  return (
    <div className={isVeiled ? 'in-replay veiled' : at_ms === null ? 'in-replay' : 'in-replay replayed'}>
      <ReplayedContext value={how === 'follows' ? at_ms : null}>
        <div inert={isVeiled}>{children}</div>
      </ReplayedContext>
      {isVeiled && <p className="veil">{t('replay.veiled')}</p>}
    </div>
  );
}
