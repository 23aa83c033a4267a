import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import common from '@zxcvbn-ts/language-common';
import { createLimit, type Limit } from '../../kit/limit.ts';
import { accountErrors } from './errors.ts';
import type { SignInPolicy } from './policy.ts';

/** Work of one hash by Argon2id. */
export interface PasswordCost {
  /** KiB. */
  readonly memoryCost: number;
  /** Passes. */
  readonly timeCost: number;
  /** Lanes. */
  readonly parallelism: number;
}

/** The least that OWASP's password storage sheet recommends. */
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What people type when a rule asks for a capital, a digit and a sign. Removed before the length is judged. */
const WEAK_WORDS =
  /password|passw0rd|p@ssw0rd|p@ssword|admin|administrator|root|welcome|qwerty|asdfgh|zxcvbn|1qaz|2wsx|3edc|iloveyou|opentocc|tocc|shenzhen|abc(?:def)?|(?:0?123(?:4(?:5(?:6(?:7(?:8(?:9)?)?)?)?)?)?)|(.)\1{2,}|(?:19|20)\d\d/gi;
/** What people here put into passwords that the lists of common ones, gathered elsewhere, do not know. */
const LOCAL_WORDS =
  'opentocc tocc admin shenzhen guangdong jiaotong zhihui zhongxin zhiban guanli anquan shenji xitong mima woaini 520 1314 5201314 1314520 zhangsan lisi wangwu'.split(
    ' ',
  );
/** Knows 30,000 common passwords, rows of keys, dates, repeats and how people disguise them. */
const estimate = new ZxcvbnFactory({
  dictionary: common.dictionary,
  graphs: common.adjacencyGraphs,
  maxLength: 64,
});
const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/**
 * Refuses a password that is too short, of too few kinds, built on the account's name or on a common word, or among the
 * first that a guesser who knows how people choose would try.
 * @throws AppError that names the rule.
 */
export function checkPassword(password: string, account: string, policy: SignInPolicy): void {
  const min = policy.password_min_length;
  if ([...password].length < min) throw accountErrors.password_short({ min });
  if (KINDS.filter((kind) => kind.test(password)).length < policy.password_min_kinds)
    throw accountErrors.password_kinds({ kinds: policy.password_min_kinds });
  const rest = withoutWord(password, account).replace(WEAK_WORDS, '');
  if (rest.length < min / 2) throw accountErrors.password_guessable();
  const { guessesLog10 } = estimate.check(password, [account, ...LOCAL_WORDS]);
  if (guessesLog10 < policy.password_min_guesses_log10) throw accountErrors.password_guessable();
}

function withoutWord(text: string, word: string): string {
  return word.length < 3 ? text : text.toLowerCase().replaceAll(word.toLowerCase(), '');
}

/** Hashes and checks passwords, a bounded number at once: each costs 19 MiB and tens of milliseconds on purpose. */
export class PasswordHasher {
  readonly #withTurn: Limit;

  /** @param parallel hashes at once. @param queue how many may wait before callers are turned away. */
  constructor(
    private readonly cost = COST,
    parallel = 2,
    queue = 64,
  ) {
    this.#withTurn = createLimit(parallel, queue, accountErrors.busy);
  }

  hash(password: string): Promise<string> {
    return this.#withTurn(() => hash(password, this.cost));
  }

  verify(digest: string, password: string): Promise<boolean> {
    return this.#withTurn(() => verify(digest, password));
  }
}

const ONE_TIME_LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password to be read aloud and typed once: 20 characters without look-alikes, about 115 bits, in fours. */
export function oneTimePassword(random: (bytes: number) => Uint8Array): string {
  const letters: string[] = [];
  while (letters.length < 20) {
    for (const byte of random(32))
      if (byte < 4 * ONE_TIME_LETTERS.length && letters.length < 20)
        letters.push(ONE_TIME_LETTERS[byte % ONE_TIME_LETTERS.length]);
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
