import { Tooltip } from 'antd';
import type { ReactNode } from 'react';

/** What explains a part of the page belongs to the same landmark or dialog. */
const within = (control: HTMLElement): HTMLElement =>
  control.closest<HTMLElement>('main, [role=dialog]') ?? document.body;

/** Words that explain themselves to whoever points at them, taps them, or comes to them by the keyboard. */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <Tooltip title={text} trigger={['hover', 'focus', 'click']} getPopupContainer={within}>
      <button type="button" className="term">
        {children}
      </button>
    </Tooltip>
  );
}
