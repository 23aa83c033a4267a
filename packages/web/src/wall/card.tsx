import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Beside the title: a unit, a time. */
  readonly extra?: ReactNode;
  /** Takes the room that the others leave. */
  readonly grows?: boolean;
  readonly children: ReactNode;
}

export function WallCard({ title, extra, grows, children }: Props) {
  return (
    <section className={grows ? 'wall-card wall-grow' : 'wall-card'} aria-label={title}>
      <h2>
        {title}
        {extra && <small>{extra}</small>}
      </h2>
      {children}
    </section>
  );
}
