import { type KeyboardEvent, useState } from 'react';

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly value: string;
  readonly placeholder: string;
  /** Letters that fit. */
  readonly size: number;
  /** What was typed, in its one form; undefined when it is none. */
  read(text: string): string | undefined;
  /** A step up (1) or down (−1) from a value; undefined where there is none. */
  step(value: string, way: 1 | -1): string | undefined;
  /** Empty when the field was emptied. */
  change(value: string): void;
  readonly mayBeEmpty: boolean;
}

/**
 * A text that has one form, typed: what cannot be read changes nothing, is marked, and is put back when one leaves. The
 * arrow keys step.
 */
export function TypedField({ value, read, step, change, mayBeEmpty, size, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    setTyped(text);
    const next = text.trim() === '' && mayBeEmpty ? '' : read(text);
    if (next !== undefined && next !== value) change(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
    const next = way && value && step(value, way);
    if (!next) return;
    event.preventDefault();
    setTyped(null);
    change(next);
  };
  const isUnread = typed !== null && read(typed) === undefined && !(mayBeEmpty && typed.trim() === '');
  return (
    <input
      {...rest}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      className="typed-field"
      size={size}
      value={typed ?? value}
      aria-invalid={isUnread || undefined}
      onChange={(event) => take(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setTyped(null)}
    />
  );
}
