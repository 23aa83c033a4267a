import type { ReactNode } from 'react';

interface Props {
  readonly name: ReactNode;
  readonly value: string;
  readonly unit?: string;
}

/** A named figure in a list of facts. */
export function Fact({ name, value, unit }: Props) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {unit && <small> {unit}</small>}
      </dd>
    </div>
  );
}
