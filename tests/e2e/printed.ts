/** How a page stands on paper: what of it is cut, and what of the frame is printed. */
export interface Printed {
  /** Places that reach past the right edge of the paper, or hide a part of what they hold. */
  readonly cut: readonly string[];
  /** Parts of the frame that take ink. */
  readonly frame: readonly string[];
  /** The line that says what is printed, of what area, when and by whom. */
  readonly line: string;
}

/** What is there to be worked with, and nothing on paper. */
export const FRAME = [
  '.bar',
  '.rail',
  '.bottom-bar',
  '.group-row',
  '.sub-nav',
  '.page button.ant-btn',
  '.export-button',
];

/** Runs in a page that is shown as it is printed, as wide as the paper. */
export function readPrinted(frame: readonly string[]): Printed {
  const SLACK_PX = 2;
  const width_px = document.documentElement.clientWidth;
  const nameOf = (one: Element) => `${one.tagName.toLowerCase()}.${[...one.classList].join('.')}`;
  const isShown = (one: Element) => one.checkVisibility() && one.getBoundingClientRect().width > 1;
  const isCut = (one: HTMLElement): boolean => {
    if (!isShown(one)) return false;
    if (one.getBoundingClientRect().right > width_px + SLACK_PX) return true;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
    const hides = (overflow: string) => overflow !== 'visible';
    const isHidden = one.clientWidth <= 1 || one.clientHeight <= 1;
    if (isHidden || textOverflow === 'ellipsis') return false;
    return (
      (hides(overflowX) && one.scrollWidth > one.clientWidth + SLACK_PX) ||
      (hides(overflowY) && one.scrollHeight > one.clientHeight + SLACK_PX)
    );
  };
  const all = [...document.querySelectorAll<HTMLElement>('#root *:not(svg *)')].filter(
    (one) => !one.closest('.map, .visually-hidden, .chart'),
  );
  const frames = frame.filter((selector) => [...document.querySelectorAll(selector)].some(isShown));
  const line = document.querySelector<HTMLElement>('.print-line');
  return {
    cut: all
      .filter(isCut)
      .map(
        (one) =>
          `${nameOf(one)} ${one.scrollWidth}×${one.scrollHeight} in ${one.clientWidth}×${one.clientHeight}`,
      ),
    frame: frames,
    line: line && isShown(line) ? line.innerText : '',
  };
}
