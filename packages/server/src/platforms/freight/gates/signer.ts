import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import { createSm2KeyPair, type Sm2KeyPair, signSm2 } from '../../../kit/sm.ts';
import type { SignList } from './gate-list.ts';
import type { GateStore } from './store.ts';

const CONTEXT = 'gates:signer';
export const SIGNER_COLUMN: SealedColumn = {
  ...{
    purpose: 'secrets',
    table: 'gates_signer',
    id: 'id',
    column: 'private_sealed',
    context: () => CONTEXT,
  },
};

export interface SignerDeps {
  readonly store: Pick<GateStore, 'findSigner' | 'addSigner'>;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly random: (bytes: number) => Uint8Array;
}

/** Signs lists for controllers by a key of the installation, made when the first list is. */
export function createSigner({ store, keys, random }: SignerDeps): SignList {
  let pair: Promise<Sm2KeyPair> | undefined;

  async function open(): Promise<Sm2KeyPair> {
    if (!(await store.findSigner())) {
      const { private_key, public_key } = createSm2KeyPair(random);
      await store.addSigner({
        id: 1,
        public_key,
        private_sealed: await keys.seal('secrets', private_key, CONTEXT),
      });
    }
    const { public_key, private_sealed } = (await store.findSigner())!;
    return { public_key, private_key: await keys.open('secrets', private_sealed, CONTEXT) };
  }

  return async (text) => {
    pair ??= open();
    try {
      const key = await pair;
      return { signature: signSm2(text, key), public_key: key.public_key };
    } catch (error) {
      pair = undefined; // what failed once, as the database, may work the next time
      throw error;
    }
  };
}
