import { describe } from 'vitest';
import { accessContract } from './access-contract.ts';
import { draftContract } from './draft-contract.ts';
import { eachStore, type MadeStore } from './made-store.ts';

/** What every store must do. */
export function storeContract(name: string, make: () => MadeStore & { dispose(): void }): void {
  describe(`the contract, kept by ${name}`, () => {
    const of = eachStore(make);
    accessContract(of);
    draftContract(of);
  });
}
