import { firstWordOf } from './sha256.ts';

/** Digests between two breaths of the page. */
const STEP = 4_000;

/** Looks for the number whose digest begins with enough zero bits, and leaves it in the form. */
export function workOnChallenges(): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-challenge]')) {
    const { challenge = '', bits = '0' } = section.dataset;
    section.querySelector<HTMLElement>('[data-with-script]')?.removeAttribute('hidden');
    section.querySelector<HTMLElement>('[data-without-script]')?.setAttribute('hidden', '');
    void solve(challenge, Number(bits)).then((solution) => {
      const field = section.querySelector<HTMLInputElement>('[name=solution]');
      if (field) field.value = String(solution);
      section.dataset.solved = '';
      const status = section.querySelector('[data-status]');
      if (status) status.textContent = document.documentElement.lang === 'en' ? 'Done ✓' : '已完成 ✓';
    });
  }
}

export async function solve(nonce: string, bits: number): Promise<number> {
  for (let n = 0; ; n++) {
    if (firstWordOf(`${nonce}:${n}`) >>> (32 - bits) === 0) return n;
    if (n % STEP === STEP - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}
