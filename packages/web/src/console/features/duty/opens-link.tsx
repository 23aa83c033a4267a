import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { searchOf } from '../../address.ts';

interface Props {
  /** Address of a page of the console, maybe with what it chooses behind `?`. */
  readonly opens: string;
  readonly children: ReactNode;
}

/** Leads to a page that another module named. */
export function OpensLink({ opens, children }: Props) {
  const [path, search = ''] = opens.split('?', 2);
  return (
    <Link to={path} search={searchOf(search)}>
      {children}
    </Link>
  );
}
