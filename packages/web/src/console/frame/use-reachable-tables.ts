import { type RefObject, useEffect } from 'react';

const TABLE = '.ant-table-content';

/** Lets the keyboard reach, and so scroll, the tables of a part that are wider than their cards, as long as they are. */
export function useReachableTables(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const main = part.current;
    if (!main) return;
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) mark(target.closest<HTMLElement>(TABLE));
    });
    const watch = (within: Element) => {
      for (const table of [within, ...within.querySelectorAll(TABLE)].filter((one) => one.matches(TABLE)))
        for (const box of [table, table.firstElementChild]) if (box) sizes.observe(box);
    };
    const changes = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) if (node instanceof Element) watch(node);
    });
    watch(main);
    changes.observe(main, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      changes.disconnect();
    };
  }, [part]);
}

function mark(table: HTMLElement | null): void {
  if (!table) return;
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  else table.removeAttribute('tabindex');
}
