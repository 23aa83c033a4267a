import type { Bilingual, Permission, Session } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Credentials } from '../../kit/http-server.ts';
import type { Logger } from '../../kit/log.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { Obligations } from '../../kit/obligations.ts';
import type { Served } from '../../kit/serve-routes.ts';
import type { SessionChange } from '../../kit/session-change.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import type { AuditSink } from '../audit/index.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';
import { Administration } from './administration.ts';
import { serveAccounts, serveRoles, serveUnits } from './administration-routes.ts';
import { type AccountContact, Contacts } from './contacts.ts';
import { type Actor, Directory, type Holder } from './directory.ts';
import { accountErrors } from './errors.ts';
import { FirstAdministrator, type NewAdministrator } from './first-administrator.ts';
import { KnownDevices } from './known-devices.ts';
import { MachineDesk, type ProgramAccount } from './machine-desk.ts';
import { migrations } from './migrations/index.ts';
import { districtsOf, type Unit } from './model.ts';
import { createAccountObligations } from './obligations.ts';
import { type OidcConfig, OidcSignIn } from './oidc.ts';
import { serveOidc } from './oidc-routes.ts';
import { Organisation } from './organisation.ts';
import { type PasswordCost, PasswordHasher } from './password.ts';
import { type AccountPerson, peopleWith } from './people.ts';
import { PERSONAL_COLUMNS, Personal } from './personal.ts';
import { type SecondFactorRule, SIGN_IN_POLICY, type SignInPolicy } from './policy.ts';
import { Profile } from './profile.ts';
import { serveOwnAccount } from './profile-routes.ts';
import { contextOf, SecondFactor } from './second-factor.ts';
import { serveSession, tokenOf } from './session-routes.ts';
import { Sessions } from './sessions.ts';
import { SignInService } from './sign-in.ts';
import { createAccountStore } from './store.ts';
import { Throttle } from './throttle.ts';
import { Watch } from './watch.ts';

export type { AccountContact } from './contacts.ts';
export { accountErrors } from './errors.ts';
export { maskIdentity, maskName, maskPhone } from './masking.ts';
export { migrations } from './migrations/index.ts';
export { reachesUnit, type Unit } from './model.ts';
export type { OidcConfig } from './oidc.ts';
export type { AccountPerson } from './people.ts';
export { isPermission } from './permissions.ts';
export { type SecondFactorRule, SIGN_IN_POLICY, type SignInPolicy } from './policy.ts';

export interface AccountsConfig {
  /** True where browsers come by https: cookies are then never sent in the clear. */
  readonly secure_cookies: boolean;
  /** Who must have a second factor. */
  readonly second_factor: SecondFactorRule;
  readonly policy?: Partial<SignInPolicy>;
  /** Work of a hash; the least that OWASP recommends by default. */
  readonly password_cost?: PasswordCost;
  /** The outside provider through which accounts may sign in; none by default. */
  readonly oidc?: OidcConfig;
}

export interface AccountsDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly audit: AuditSink;
  /** Keeps secrets of second factors and personal data. */
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly log: Logger;
  readonly config: AccountsConfig;
}

export interface Accounts {
  /** The session of a request or of a WebSocket upgrade, or null. */
  authenticate(request: Credentials): Promise<Session | null>;
  /** Makes the first administrator when there is no account; the password is to be printed once, and only then exists. */
  ensureFirstAdministrator(): Promise<NewAdministrator | null>;
  /** For the command line of the machine: a new one-time password for who cannot get in any more. */
  resetPassword(name: string): Promise<string>;
  /** For a program that acts over the interface: makes its account where there is none. @returns its new password */
  openProgramAccount(account: ProgramAccount): Promise<string>;
  /** For a program too: makes a unit where there is none of its code. */
  openUnit(unit: Unit): Promise<void>;
  /** Codes of the districts that a unit answers for; null is the whole city. */
  districtsOf(unit: string): Promise<readonly string[] | null>;
  /** The unit of an account and those below it; null for who has no account, as a key. */
  unitsOf(principal: string): Promise<{ readonly own: string; readonly below: readonly string[] } | null>;
  /** Accounts that are active and hold a permission for the whole city, by name. */
  holdersOf(permission: Permission): Promise<readonly Holder[]>;
  /** Accounts that are active and hold a permission, however far, with their unit and roles. */
  actorsWith(permission: Permission): Promise<readonly Actor[]>;
  /** Every unit with the districts that it answers for, its own or its parent's. */
  answeringUnits(): Promise<readonly Unit[]>;
  /** Code and name of every role. */
  listRoles(): Promise<readonly { readonly code: string; readonly name: Bilingual }[]>;
  /** How somebody is reached, in full, for what sends messages; undefined for who has no account. */
  contactOf(principal: string): Promise<AccountContact | undefined>;
  /** Names of accounts, by principal. */
  namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Everybody with an account, masked, and how far each holds a permission. */
  peopleWith(permission: Permission): Promise<readonly AccountPerson[]>;
  /** A unit and those above it, up to the city; nothing where there is no such unit. */
  unitsAbove(unit: string): Promise<readonly string[]>;
  readonly routes: readonly Served[];
  readonly obligations: Obligations;
  /** Sessions that ended or may do more or less than before. */
  readonly session_changes: Topic<SessionChange>;
  /** For the key service, which seals them again at a rotation. */
  readonly sealed_columns: readonly SealedColumn[];
  /** Forgets what has expired; to be called every few minutes. */
  sweep(): Promise<void>;
}

/** Who people are and what they may do. */
export function createAccounts({ db, clock, log, random, audit, keys, config }: AccountsDeps): Accounts {
  const policy = { ...SIGN_IN_POLICY, ...config.policy };
  const store = createAccountStore(db);
  const hasher = new PasswordHasher(config.password_cost);
  const directory = new Directory(store, clock);
  const throttle = new Throttle(store, clock, policy);
  const personal = new Personal(keys);
  const { second_factor } = config;
  const changes = createTopic<SessionChange>((error) =>
    log.error({ err: error }, 'a session change was missed'),
  );
  const sessions = new Sessions({
    store,
    directory,
    personal,
    clock,
    random,
    policy,
    second_factor,
    changes,
  });
  const secondFactor = new SecondFactor({ store, clock, random, keys });
  const first = new FirstAdministrator({ store, clock, random, audit, hasher, directory, personal });
  const signIn = new SignInService({
    store,
    clock,
    random,
    policy,
    audit,
    hasher,
    throttle,
    sessions,
    secondFactor,
    knownDevices: new KnownDevices({ clock, random, policy, keys }),
  });
  const oidc = config.oidc
    ? new OidcSignIn({ config: config.oidc, store, signIn, keys, audit, clock, log })
    : null;
  const profile = new Profile({
    store,
    directory,
    policy,
    hasher,
    throttle,
    sessions,
    secondFactor,
    audit,
  });
  const organisation = new Organisation({ store, directory, sessions, audit });
  const administration = new Administration({
    store,
    directory,
    clock,
    random,
    hasher,
    throttle,
    sessions,
    audit,
    personal,
  });
  const machine = new MachineDesk({
    ...{ store, clock, random, audit, hasher, personal, administration, directory },
  });
  const contacts = new Contacts(store, personal);
  const cookie = { secure: config.secure_cookies };
  return {
    async authenticate(request) {
      const token = tokenOf(request);
      return token === undefined ? null : sessions.find(token, isBackground(request));
    },
    ensureFirstAdministrator: () => first.ensure(),
    resetPassword: (name) => machine.resetPassword(name),
    openProgramAccount: (account) => machine.openProgramAccount(account),
    openUnit: (unit) => machine.openUnit(unit),
    session_changes: changes,
    districtsOf: async (unit) => districtsOf(unit, await directory.units()),
    unitsOf: (principal) => directory.unitsOf(principal),
    holdersOf: (permission) => directory.holdersOf(permission),
    actorsWith: (permission) => directory.actorsWith(permission),
    answeringUnits: () => directory.answeringUnits(),
    listRoles: async () => [...(await directory.roles()).values()],
    contactOf: (principal) => contacts.find(principal),
    namesOf: (principals) => contacts.namesOf(principals),
    peopleWith: (permission) => peopleWith(permission, { store, directory, personal }),
    unitsAbove: (unit) => directory.unitsAbove(unit),
    routes: [
      serveSession(signIn, new Watch({ sessions, clock, audit }), cookie),
      serveOidc(oidc, cookie, () => first.isWaiting()),
      serveOwnAccount(profile, cookie),
      serveAccounts(administration),
      serveRoles(organisation),
      serveUnits(organisation),
    ],
    obligations: createAccountObligations({ store, policy }),
    sealed_columns: SEALED_COLUMNS,
    async sweep() {
      await sessions.sweep();
      await throttle.sweep();
    },
  };
}

/** What an open page asks for by itself: a poll that says so, and the live channel, which opens again on its own. */
function isBackground({ headers }: Credentials): boolean {
  return headers['x-background'] === '1' || headers.upgrade !== undefined;
}

const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    purpose: 'secrets',
    table: 'accounts_account',
    id: 'id',
    column: 'totp_sealed',
    context: (id) => contextOf({ id }),
  },
  ...PERSONAL_COLUMNS,
];

export const declaration: ModuleDeclaration = { name: 'accounts', migrations, errors: accountErrors };

export const accountsModule = ({ routes, obligations, sweep }: Accounts): Module => ({
  name: 'accounts',
  routes,
  obligations,
  jobs: [{ name: 'forget what has expired', every_ms: 300_000, run: sweep }],
});
