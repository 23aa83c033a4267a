import type { SituationBrief } from '@opentocc/contract';
import { memo } from 'react';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Due } from '../../ui/due.tsx';

interface Props {
  readonly situation: SituationBrief;
  readonly top_px: number;
  /** Which of how many. */
  readonly place: readonly [at: number, of: number];
  readonly isChosen: boolean;
  onChoose(id: number): void;
}

/** One situation in the list: what and where, how far, who has it, what is due. */
export const SituationRow = memo(
  function Row({ situation, top_px, place, isChosen, onChoose }: Props) {
    const { t } = useTranslation();
    const { id, title, state, owner, severity, received_ms, due_ms, soon_ms, clock, reports, proposals } =
      situation;
    const name = clock?.split(':')[0] as 'response' | undefined;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the desk move the choice
      <div
        id={`situation-${id}`}
        role="option"
        tabIndex={-1}
        aria-selected={isChosen}
        aria-posinset={place[0]}
        aria-setsize={place[1]}
        className={`situation-row virtual-row severity-${severity} ${isChosen ? 'situation-chosen' : ''}`}
        style={{ top: top_px }}
        onClick={() => onChoose(id)}
      >
        <span className="situation-line">
          <strong>{title}</strong>
          <Header header={situation.header} />
          <span className="situations-space" />
          <span className={`state-${state} situation-state`}>{t(`situations.state.${state}`)}</span>
        </span>
        <span className="situation-line muted">
          #{id} · {hourMinuteOf(received_ms)} · {owner?.name ?? t('situations.nobody')}
          {reports > 1 && <> · {t('situations.reports_n', { n: reports })}</>}
          <span className="situations-space" />
          {proposals > 0 && (
            <span className="situation-mark">{t('situations.proposals_n', { n: proposals })}</span>
          )}
        </span>
        <span className="situation-line">
          {due_ms !== null && name && (
            <Due due_ms={due_ms} soon_ms={soon_ms} word={t(`situations.clock.${name}`)} />
          )}
        </span>
      </div>
    );
  },
  (a, b) =>
    a.situation === b.situation &&
    a.top_px === b.top_px &&
    a.isChosen === b.isChosen &&
    a.place[1] === b.place[1],
);

/** Drills and tests are marked wherever they stand. */
export function Header({ header }: Pick<SituationBrief, 'header'>) {
  const { t } = useTranslation();
  if (header === 'real') return null;
  return (
    <span className="situation-drill">{t(header === 'test' ? 'situations.test' : 'situations.drill')}</span>
  );
}
