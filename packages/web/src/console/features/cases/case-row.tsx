import type { CaseBrief } from '@opentocc/contract';
import { memo } from 'react';
import { nearMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Due } from '../../ui/due.tsx';
import { CardMark, ClockName, StateWord } from './case-words.tsx';

export const ROW_PX = 76;

interface Props {
  readonly one: CaseBrief;
  /** Which of how many, from 0. */
  readonly row: number;
  readonly of: number;
  readonly isChosen: boolean;
  onChoose(id: number, row: number): void;
}

/** A case in a list: what it is about, where and who has it, what is due. */
export const CaseRow = memo(function Row({ one, row, of, isChosen, onChoose }: Props) {
  const { id, number, title, type, card, category_name, channel, unit, place, requests } = one;
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list move the choice
    <div
      id={`case-${id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-posinset={row + 1}
      aria-setsize={of}
      className={`case-row virtual-row card-${card} ${isChosen ? 'case-chosen' : ''}`}
      style={{ top: row * ROW_PX }}
      onClick={() => onChoose(id, row)}
    >
      <span className="case-line">
        <strong>{title}</strong>
        <span className="cases-space" />
        <CardMark card={card} />
        <StateWord one={one} />
      </span>
      <span className="case-line muted">
        <span className={`case-type type-${type}`}>{t(`cases.type.${type}`)}</span>
        <span className="case-cut">
          {[category_name[language], unit?.name[language] ?? t('cases.at_hotline'), place]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="cases-space" />
        {requests > 0 && <span className="case-mark">{t('cases.requests_n', { n: requests })}</span>}
      </span>
      <span className="case-line muted">
        <span className="case-cut">
          {number} · {nearMinuteOf(one.received_ms, platformNow())} · {t(`cases.channel.${channel}`)}
        </span>
        <span className="cases-space" />
        {one.due_ms !== null && one.clock !== null && (
          <Due due_ms={one.due_ms} soon_ms={one.soon_ms} word={<ClockName code={one.clock} />} />
        )}
      </span>
    </div>
  );
});
