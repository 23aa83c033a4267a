import { useEffect, useRef, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { PaperRest } from '../../../ui/paper-rest.tsx';
import { MOST_ON_PAPER, useOnPaper } from '../../../ui/use-on-paper.ts';
import type { CaseQuery } from './address.ts';
import { CaseRow, ROW_PX } from './case-row.tsx';
import { PAGE_ROWS, useCasePage } from './queries.ts';

/** Rows beyond what is in sight, so that scrolling shows no gap. */
const BEYOND = 8;
/** Where scrolling rests, its pages are asked for, ms. */
const RESTS_MS = 120;

interface Props {
  readonly query: CaseQuery;
  readonly chosen: number | null;
  /** Row of the chosen one, as far as keys moved it. */
  readonly at: number;
  readonly empty: string;
  onChoose(id: number, row: number): void;
}

/** A list of as many cases as there are: of them those in sight are drawn, and their pages alone are asked for. */
export function CaseRows(props: Props) {
  const first = useCasePage(props.query, 0);
  return (
    <Answer query={first} isEmpty={({ total }) => total === 0} empty={props.empty} height_px={200}>
      {({ total }) => <Rows {...props} total={total} />}
    </Answer>
  );
}

function Rows({ query, chosen, at, total, onChoose }: Props & { readonly total: number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState(0);
  const [room, setRoom] = useState(12);
  const onPaper = useOnPaper();
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
  const first = onPaper ? 0 : Math.max(0, from - BEYOND);
  const last = Math.min(total, onPaper ? MOST_ON_PAPER : from + room + BEYOND) - 1;
  const pages = numbersBetween(Math.floor(first / PAGE_ROWS), Math.floor(last / PAGE_ROWS));
  return (
    <div
      ref={box}
      className="cases-rows virtual-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('cases.list')}
      aria-activedescendant={chosen === null ? undefined : `case-${chosen}`}
      onScroll={({ currentTarget }) => setFrom(Math.floor(currentTarget.scrollTop / ROW_PX))}
    >
      <div role="presentation" style={{ height: total * ROW_PX, position: 'relative' }}>
        {pages.map((page) => (
          <PageRows
            key={page}
            page={page}
            {...{ query, chosen, total, onChoose }}
            from={Math.max(first, page * PAGE_ROWS)}
            to={Math.min(last, (page + 1) * PAGE_ROWS - 1)}
          />
        ))}
      </div>
      <PaperRest count={total} />
    </div>
  );
}

interface PageProps extends Omit<Props, 'at' | 'empty'> {
  readonly page: number;
  readonly total: number;
  readonly from: number;
  readonly to: number;
}

/** Rows in sight of one page; it says itself when it could not be had. */
function PageRows({ page, ...props }: PageProps) {
  const rests = useRests(page);
  if (page > 0 && !rests) return null;
  return <AskedRows page={page} {...props} />;
}

function AskedRows({ query, page, chosen, total, from, to, onChoose }: PageProps) {
  const asked = useCasePage(query, page);
  return (
    <Answer query={asked}>
      {({ cases }) =>
        cases
          .slice(from - page * PAGE_ROWS, to - page * PAGE_ROWS + 1)
          .map((one, i) => (
            <CaseRow
              key={one.id}
              one={one}
              row={from + i}
              of={total}
              isChosen={one.id === chosen}
              onChoose={onChoose}
            />
          ))
      }
    </Answer>
  );
}

/** False while what it belongs to is only flown over. */
function useRests(page: number): boolean {
  const [rested, setRested] = useState(-1);
  useEffect(() => {
    const timer = setTimeout(() => setRested(page), RESTS_MS);
    return () => clearTimeout(timer);
  }, [page]);
  return rested === page;
}

const numbersBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

function bringIntoSight(box: HTMLElement, at: number): void {
  const [top, bottom] = [at * ROW_PX, (at + 1) * ROW_PX];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
