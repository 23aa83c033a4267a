import { Popover, type PopoverProps } from 'antd';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';

interface Props extends Pick<PopoverProps, 'placement' | 'getPopupContainer'> {
  /** What it is called; shown above the content unless the content says it itself. */
  readonly title: string;
  readonly isTitleShown?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  /** @param close closes it, after which the control has the focus again */
  content(close: () => void): ReactNode;
  /** Called when it opens and when it is closed. */
  onOpenChange?(isOpen: boolean): void;
  /** The control that opens it. */
  readonly children: ReactElement;
}

const FOCUSABLE = 'a[href], button:enabled, input:enabled, textarea:enabled, [tabindex="0"]';

/**
 * What opens beside a control and is closed by Escape or a click elsewhere. The focus goes into it, to what is marked
 * `data-first` or else to the first thing that takes it, and back to the control; the page behind stays usable.
 */
export function Popup(props: Props) {
  const { title, isTitleShown = true, role = 'dialog', content, onOpenChange, children, ...place } = props;
  const [isOpen, setOpen] = useState(false);
  const inside = useRef<HTMLElement>(null);
  const opener = useRef<Element>(null);
  const turn = (next: boolean) => {
    if (next) opener.current = document.activeElement;
    setOpen(next);
    onOpenChange?.(next);
  };
  // What is not shown yet takes no focus, so it is moved once the opening is over; who was faster stays where they are.
  const afterwards = (stands: boolean) => {
    if (stands && !inside.current?.contains(document.activeElement)) focusIn(inside.current);
    else if (!stands && isLost(inside.current) && opener.current instanceof HTMLElement)
      opener.current.focus();
  };
  return (
    <Popover
      {...place}
      trigger="click"
      open={isOpen}
      onOpenChange={turn}
      afterOpenChange={afterwards}
      destroyOnHidden
      content={
        <section ref={inside} role={role} aria-label={title} tabIndex={-1} className="popup">
          {isTitleShown && <h3>{title}</h3>}
          {content(() => turn(false))}
        </section>
      }
    >
      {children}
    </Popover>
  );
}

function focusIn(box: HTMLElement | null): void {
  const first = box?.querySelector<HTMLElement>('[data-first]') ?? box?.querySelector<HTMLElement>(FOCUSABLE);
  (first ?? box)?.focus();
}

/** Whether nothing has the focus but what closes; who clicked elsewhere goes on there. */
function isLost(box: HTMLElement | null): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || box?.contains(activeElement) === true;
}
