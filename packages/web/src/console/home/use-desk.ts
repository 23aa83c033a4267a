import { useState } from 'react';
import { useSession } from '../session/session.ts';
import { deskOf } from './desk-cards.ts';
import { type Placed, placedBy, textOf } from './desk-choice.ts';

/** The cards of the reader's desk, stored in this browser. */
export function useDesk() {
  const session = useSession();
  const place = `tocc.desk.${session.principal}`;
  const [stored, setStored] = useState(() => localStorage.getItem(place));
  const offered = deskOf(session);
  const put = (placed: readonly Placed[] | null) => {
    const text = placed && textOf(placed);
    if (text === null) localStorage.removeItem(place);
    else localStorage.setItem(place, text);
    setStored(text);
  };
  return { offered, placed: placedBy(offered, stored), put };
}
