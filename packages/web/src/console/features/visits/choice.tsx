import { Button } from 'antd';

interface Props<T> {
  readonly legend: string;
  readonly value?: T | undefined;
  readonly options: readonly { readonly key: string; readonly value: T; readonly label: string }[];
  onChoose(value: T): unknown;
}

/** One of a few, each by a key that stands on it. */
export function Choice<T extends string | number | boolean | null>({
  legend,
  value,
  options,
  onChoose,
}: Props<T>) {
  return (
    <fieldset className="visit-choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <Button
          key={option.key}
          type={value !== undefined && option.value === value ? 'primary' : 'default'}
          aria-pressed={value !== undefined && option.value === value}
          onClick={() => onChoose(option.value)}
        >
          {option.label} <kbd>{option.key.toUpperCase()}</kbd>
        </Button>
      ))}
    </fieldset>
  );
}
