import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what had it when this part opened, for dialogs that leave the page as they close. Read while
 * drawing: effects of what is inside run before and may have taken the focus already.
 */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );
}
