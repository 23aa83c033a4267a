import { Select } from 'antd';
import { known } from '../../../../ui/asked.ts';
import { usePeople } from '../queries.ts';

interface Props<V> {
  readonly label: string;
  readonly value: V;
  choose(value: V): void;
}

const useOptions = () =>
  known(usePeople())?.map(({ principal, name, display_name }) => ({
    value: principal,
    label: `${name} ${display_name}`,
  }));

/** One of those who can be put on a roster. */
export function PersonField({ label, value, choose }: Props<string>) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'label' }}
      value={value || null}
      options={useOptions()}
      onChange={(person) => choose(person ?? '')}
    />
  );
}

/** Several of them, in the order in which they are chosen. */
export function PeopleField({ label, value, choose }: Props<string[]>) {
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      optionFilterProp="label"
      value={value}
      options={useOptions()}
      onChange={choose}
    />
  );
}
