import type { SituationBrief } from '@opentocc/contract';
import { useEffect, useRef, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { PaperRest } from '../../../ui/paper-rest.tsx';
import { MOST_ON_PAPER, useOnPaper } from '../../../ui/use-on-paper.ts';
import { SituationRow } from './situation-row.tsx';
import type { Desk } from './use-desk.ts';

const ROW_PX = 76;
/** Rows beyond what is in sight, so that scrolling shows no gap. */
const BEYOND = 6;

/** All situations of the desk; of many only those in sight are drawn. */
export function SituationList({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation();
  return (
    <section className="situations-list card" aria-label={t('situations.list')}>
      <Answer
        query={desk.list}
        isEmpty={({ length }) => length === 0}
        empty={t('situations.none')}
        height_px={200}
      >
        {(all) => <Rows all={all} desk={desk} />}
      </Answer>
    </section>
  );
}

function Rows({ all, desk }: { readonly all: readonly SituationBrief[]; readonly desk: Desk }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState(0);
  const [room, setRoom] = useState(12);
  const at = all.findIndex(({ id }) => id === desk.chosen);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([{ contentRect }]) => setRoom(Math.ceil(contentRect.height / ROW_PX)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (box.current && at >= 0) bringIntoSight(box.current, at);
  }, [at]);
  // Keys work from here at once, without a click first.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  const onPaper = useOnPaper();
  const first = onPaper ? 0 : Math.max(0, from - BEYOND);
  const shown = all.slice(first, onPaper ? MOST_ON_PAPER : from + room + BEYOND);
  return (
    <div
      ref={box}
      className="situations-rows virtual-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('situations.list')}
      aria-activedescendant={at >= 0 ? `situation-${desk.chosen}` : undefined}
      onScroll={({ currentTarget }) => setFrom(Math.floor(currentTarget.scrollTop / ROW_PX))}
    >
      <div role="presentation" style={{ height: all.length * ROW_PX, position: 'relative' }}>
        {shown.map((one, i) => (
          <SituationRow
            key={one.id}
            situation={one}
            top_px={(first + i) * ROW_PX}
            place={[first + i + 1, all.length]}
            isChosen={one.id === desk.chosen}
            onChoose={desk.choose}
          />
        ))}
      </div>
      <PaperRest count={all.length} />
    </div>
  );
}

function bringIntoSight(box: HTMLElement, at: number): void {
  const [top, bottom] = [at * ROW_PX, (at + 1) * ROW_PX];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
