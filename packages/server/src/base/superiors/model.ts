import type { SuperiorSettings } from '@opentocc/contract';
import type { CipherConstants } from '@opentocc/protocols/jt809';

export type StoredSettings = Omit<SuperiorSettings, 'password' | 'cipher'>;

/** A platform that we report to. */
export interface Superior {
  readonly id: number;
  readonly settings: StoredSettings;
  readonly password: string;
  readonly cipher: CipherConstants | null;
}

/** A row of a block of the durable log; `row` −1 stands before the first one. */
export interface LogPlace {
  readonly seq: number;
  readonly row: number;
}
