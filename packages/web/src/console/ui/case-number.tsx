import { Link } from '@tanstack/react-router';

interface Props {
  readonly id: number;
  readonly number: string;
}

/** The number of a case, which leads to it. */
export function CaseNumber({ id, number }: Props) {
  const path: string = `/cases/${id}`;
  return (
    <Link to={path} className="nowrap">
      {number}
    </Link>
  );
}
