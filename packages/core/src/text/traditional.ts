import { Converter } from 'opencc-js/cn2t';

let convert: ((text: string) => string) | undefined;

/** Writes ours as it is read in Hong Kong: 车 as 車, by words and not by letters alone. Its tables are loaded at the first use. */
export const traditional = (text: string): string => {
  convert ??= Converter({ from: 'cn', to: 'hk' });
  return convert(text);
};
