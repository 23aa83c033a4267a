import type { WarningBrief } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { fixed, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { PaperRest } from '../../../ui/paper-rest.tsx';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { MOST_ON_PAPER, useOnPaper } from '../../../ui/use-on-paper.ts';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { AttentionMark, LevelMark } from './level-mark.tsx';
import { act, CHANGED_BY_ACT } from './queries.ts';
import { SilenceDialog } from './silence-dialog.tsx';

const ROW_PX = 40;

/** Ten thousand warnings as a list that draws the rows in sight, moved through by keyboard. */
export function WarningRows({ all }: { readonly all: readonly WarningBrief[] }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const [silencing, setSilencing] = useState<WarningBrief | null>(null);
  const rows = useVirtualizer({
    count: all.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const onPaper = useOnPaper();
  const drawn = onPaper
    ? all.slice(0, MOST_ON_PAPER).map((_, index) => ({ index, start: 0 }))
    : rows.getVirtualItems();
  const move = (to: number) => {
    const at = Math.max(0, Math.min(all.length - 1, to));
    setChosen(at);
    rows.scrollToIndex(at);
  };
  const onKey = useKeys(all[chosen], {
    next: () => move(chosen + 1),
    before: () => move(chosen - 1),
    silence: setSilencing,
  });
  return (
    <>
      <div
        ref={box}
        className="warning-list virtual-list"
        role="listbox"
        tabIndex={0}
        aria-label={t('warnings.title')}
        aria-activedescendant={all[chosen] && `warning-${all[chosen].id}`}
        onKeyDown={onKey}
      >
        <div style={{ height: rows.getTotalSize() }}>
          {drawn.map(({ index, start }) => (
            <Row
              key={all[index].id}
              warning={all[index]}
              top_px={start}
              isChosen={index === chosen}
              choose={() => setChosen(index)}
            />
          ))}
        </div>
      </div>
      <PaperRest count={all.length} />
      {silencing && <SilenceDialog warning={silencing} close={() => setSilencing(null)} />}
    </>
  );
}

interface RowProps {
  readonly warning: WarningBrief;
  readonly top_px: number;
  readonly isChosen: boolean;
  choose(): void;
}

function Row({ warning, top_px, isChosen, choose }: RowProps) {
  const language = useStore(languageStore);
  const open = useOpen();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the list around it
    <div
      id={`warning-${warning.id}`}
      className="warning-row virtual-row"
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      style={{ top: top_px, height: ROW_PX }}
      onClick={choose}
      onDoubleClick={() => open(warning)}
    >
      <LevelMark level={warning.level} />
      <span title={warning.title[language]}>{warning.title[language]}</span>
      <span>{warning.value === null ? '' : fixed(warning.value, 1)}</span>
      <span>{minuteOf(warning.began_ms).slice(5)}</span>
      <AttentionMark warning={warning} />
      <span>{warning.owner?.name ?? ''}</span>
    </div>
  );
}

function useOpen() {
  const navigate = useNavigate();
  return ({ id }: WarningBrief) =>
    void navigate({ to: '/warnings/$warning', params: { warning: String(id) } });
}

interface Moves {
  next(): void;
  before(): void;
  silence(warning: WarningBrief): void;
}

function useKeys(warning: WarningBrief | undefined, { next, before, silence }: Moves) {
  const run = useAction(...CHANGED_BY_ACT);
  const open = useOpen();
  const [mayAct, maySilence] = [useMay('warnings:act'), useMay('warnings:silence')];
  const acts: Record<string, () => void> = {
    j: next,
    ArrowDown: next,
    k: before,
    ArrowUp: before,
  };
  if (warning) acts.Enter = () => open(warning);
  if (warning && mayAct) {
    acts.a = () => void run(() => act([warning], { kind: 'acknowledge', minutes: null }));
    acts.t = () => void run(() => act([warning], { kind: 'take_over' }));
  }
  if (warning && maySilence) acts.s = () => silence(warning);
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does = acts[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  };
}
