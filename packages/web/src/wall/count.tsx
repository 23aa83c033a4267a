interface Props {
  readonly name: string;
  readonly value: string;
  readonly small?: string;
}

/** A figure over what it counts. */
export function Count({ name, value, small }: Props) {
  return (
    <div>
      <b>
        {value} {small && <small>{small}</small>}
      </b>
      <span>{name}</span>
    </div>
  );
}
