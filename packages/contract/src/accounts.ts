import { z } from 'zod';
import { AtMs, Bilingual, Language, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { PLATFORMS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';

/** Lower case letters, digits, dot, dash and underscore; starts with a letter. */
export const AccountName = typedText().regex(/^[a-z][a-z0-9._-]{1,31}$/);

const Code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

export const Platform = z.enum(PLATFORMS);
export type Platform = z.infer<typeof Platform>;

/** A role, all of it or limited to one platform, everywhere or below one unit. */
export const Grant = z
  .object({ role: z.string().max(40), platform: Platform.nullable(), unit: z.string().max(40).nullable() })
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;

export const Account = z
  .object({
    id: z.number().int(),
    name: z.string(),
    /** Masked (张*). */
    display_name: z.string(),
    unit: z.string(),
    language: Language,
    state: z.enum(['active', 'disabled']),
    must_change_password: z.boolean(),
    second_factor: z.boolean(),
    /** True for one that signs in through the outside provider. */
    outside: z.boolean(),
    /** Masked (138****1234); null when none is known. */
    phone: z.string().nullable(),
    /** Masked (a***@example.com); null when none is known. */
    email: z.string().nullable(),
    created_ms: AtMs,
    last_sign_in_ms: AtMs.nullable(),
    grants: z.array(Grant),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

const Phone = typedText().regex(/^\+?[0-9]{5,15}$/);
/** Where messages go; of the form that mail servers take, in ASCII. */
const Email = typedText()
  .max(120)
  .regex(/^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,60}[A-Za-z0-9])?$/);

export const NewAccount = z.object({
  name: AccountName,
  display_name: z.string().min(1).max(60),
  unit: z.string().max(40),
  language: Language.default('zh'),
  phone: Phone.nullable().default(null),
  email: Email.nullable().default(null),
  /** Subject at the outside provider; the account then has no password. */
  oidc_subject: z.string().max(200).nullable().default(null),
});
export type NewAccount = z.infer<typeof NewAccount>;

export const AccountChange = z.object({
  display_name: z.string().min(1).max(60).optional(),
  unit: z.string().max(40).optional(),
  language: Language.optional(),
  state: z.enum(['active', 'disabled']).optional(),
  phone: Phone.nullable().optional(),
  email: Email.nullable().optional(),
});
export type AccountChange = z.infer<typeof AccountChange>;

/** A password that is shown once, to be changed at the first sign-in; null for an account of the outside provider. */
export const OneTimePassword = z.object({ account: Account, one_time_password: z.string().nullable() });

export const Role = z
  .object({ code: z.string(), name: Bilingual, permissions: z.array(z.string()), built_in: z.boolean() })
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

export const RoleInput = z.object({
  name: z.object({ zh: z.string().min(1).max(40), en: z.string().min(1).max(40) }),
  permissions: z.array(z.string().max(60)).max(200),
});

export const PermissionInfo = z
  .object({
    code: z.string(),
    name: Bilingual,
    platform: Platform,
    /** Which of the three separated administrators alone may hold it. */
    reserved_to: z.enum(['system', 'security', 'audit']).nullable(),
  })
  .meta({ id: 'PermissionInfo' });
export type PermissionInfo = z.infer<typeof PermissionInfo>;

export const Unit = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    kind: z.enum(['city_centre', 'sub_centre', 'department', 'firm']),
    name: Bilingual,
    /** Districts that it answers for; null is as its parent, at the top the whole city. */
    districts: z.array(z.string()).nullable(),
    /** True until an administrator has confirmed what an installation starts with. */
    assumed: z.boolean(),
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof Unit>;

export const UnitInput = z.object({
  parent: z.string().max(40),
  kind: z.enum(['sub_centre', 'department', 'firm']),
  name: z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(60) }),
  districts: z.array(z.string().max(12)).max(100).nullable(),
});

export const UnitCode = Code;
export const RoleCode = Code;

/** What an authenticator scans; in force after its first code. */
export const SecondFactorSetup = z.object({ secret: z.string(), uri: z.string() });
export const SecondFactorCode = z.object({ code: typedText().min(6).max(32) });
export const SecondFactorRemoval = z.object({
  password: z.string().min(1).max(256),
  code: typedText().min(6).max(32),
});
/** Each works once, when the authenticator is lost. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });

/** A session of the caller, for the profile page. */
export const OpenSession = z.object({
  created_ms: AtMs,
  seen_ms: AtMs,
  address: z.string(),
  agent: z.string(),
  current: z.boolean(),
});

/** The rules of sign-in: dated, with their source. */
export const SignInRules = z
  .object({
    version: z.string(),
    source: z.string(),
    /** True where the standard names no figure, so that these are the installation's to confirm. */
    assumed: z.boolean(),
    password_min_length: z.number().int(),
    password_min_kinds: z.number().int(),
    password_history: z.number().int(),
    password_max_age_days: z.number().int(),
    account_failures: z.number().int(),
    first_wait_s: z.number().int(),
    longest_wait_s: z.number().int(),
    idle_limit_s: z.number().int(),
    absolute_limit_s: z.number().int(),
  })
  .meta({ id: 'SignInRules' });
export type SignInRules = z.infer<typeof SignInRules>;

/** The caller's own account, for the profile page. */
export const OwnAccount = z
  .object({
    unit: Bilingual,
    grants: z.array(z.object({ role: Bilingual, platform: Platform.nullable(), unit: Bilingual.nullable() })),
    /** When the password must be changed; null for an account of the outside provider. */
    password_ends_ms: AtMs.nullable(),
    /** Null without a second factor. */
    recovery_codes_left: z.number().int().nullable(),
    rules: SignInRules,
  })
  .meta({ id: 'OwnAccount' });
export type OwnAccount = z.infer<typeof OwnAccount>;

/** What sign-in offers; known before anybody is signed in. */
export const SignInMethods = z.object({
  password: z.boolean(),
  oidc: Bilingual.nullable(),
  /** True until the first administrator has changed the password that the first start printed. */
  first_start: z.boolean(),
});

/** Personal data of an account in full. */
export const RevealedAccount = z.object({
  display_name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});

/** Why somebody needs to see personal data; goes into the audit. */
export const RevealReason = z.object({ reason: z.string().trim().min(4).max(200) });

const ByRole = z.object({ code: RoleCode });
const ByUnit = z.object({ code: UnitCode });

export const accountRoutes = defineRoutes('accounts', {
  listAccounts: {
    method: 'GET',
    path: '/api/v1/accounts',
    summary: { zh: '账号', en: 'Accounts' },
    authority: 'accounts:read',
    response: z.array(Account),
  },
  getAccount: {
    method: 'GET',
    path: '/api/v1/accounts/:id',
    summary: { zh: '一个账号', en: 'One account' },
    authority: 'accounts:read',
    target: 'account',
    params: RowId,
    response: Account,
  },
  addAccount: {
    method: 'POST',
    path: '/api/v1/accounts',
    summary: { zh: '新建账号', en: 'Add an account' },
    authority: 'accounts:manage',
    audit: 'own',
    body: NewAccount,
    status: 201,
    response: OneTimePassword,
  },
  changeAccount: {
    method: 'PATCH',
    path: '/api/v1/accounts/:id',
    summary: { zh: '修改、停用账号', en: 'Change or disable an account' },
    authority: 'accounts:manage',
    audit: 'own',
    target: 'account',
    params: RowId,
    body: AccountChange,
    response: Account,
  },
  resetAccount: {
    method: 'POST',
    path: '/api/v1/accounts/:id/reset',
    summary: { zh: '重置密码', en: 'Give a new one-time password' },
    authority: 'accounts:manage',
    audit: 'own',
    target: 'account',
    params: RowId,
    response: OneTimePassword,
  },
  setGrants: {
    method: 'PUT',
    path: '/api/v1/accounts/:id/grants',
    summary: { zh: '授权', en: 'Set the grants of an account' },
    // Who may do it depends on what is granted: the service decides (first appointments).
    authority: 'roles:read',
    audit: 'own',
    target: 'account',
    params: RowId,
    body: z.array(Grant).max(50),
    response: Account,
  },
  revealAccount: {
    method: 'POST',
    path: '/api/v1/accounts/:id/reveal',
    summary: {
      zh: '查看姓名、电话与邮箱原文（须说明理由）',
      en: 'See name, phone and e-mail in full, for a reason',
    },
    authority: 'personal:reveal',
    audit: 'own',
    target: 'account',
    params: RowId,
    body: RevealReason,
    response: RevealedAccount,
  },
});

export const roleRoutes = defineRoutes('roles', {
  listRoles: {
    method: 'GET',
    path: '/api/v1/roles',
    summary: { zh: '角色', en: 'Roles' },
    authority: 'roles:read',
    response: z.array(Role),
  },
  listPermissions: {
    method: 'GET',
    path: '/api/v1/permissions',
    summary: { zh: '权限清单', en: 'Permissions' },
    // What permissions are called is no secret: everybody reads their own, and what a shared item opens.
    authority: 'signed-in',
    response: z.array(PermissionInfo),
  },
  putRole: {
    method: 'PUT',
    path: '/api/v1/roles/:code',
    summary: { zh: '定义角色', en: 'Define a role' },
    authority: 'roles:manage',
    area: 'everything',
    audit: 'own',
    target: 'role',
    params: ByRole,
    body: RoleInput,
    response: z.array(Role),
  },
  removeRole: {
    method: 'DELETE',
    path: '/api/v1/roles/:code',
    summary: { zh: '删除角色', en: 'Remove a role' },
    authority: 'roles:manage',
    area: 'everything',
    audit: 'own',
    target: 'role',
    params: ByRole,
    response: null,
  },
});

export const unitRoutes = defineRoutes('units', {
  listUnits: {
    method: 'GET',
    path: '/api/v1/units',
    summary: { zh: '组织机构', en: 'The organisation tree' },
    authority: 'signed-in',
    response: z.array(Unit),
  },
  putUnit: {
    method: 'PUT',
    path: '/api/v1/units/:code',
    summary: { zh: '新建、修改机构', en: 'Add or change a unit' },
    authority: 'accounts:manage',
    audit: 'own',
    target: 'unit',
    params: ByUnit,
    body: UnitInput,
    response: z.array(Unit),
  },
  removeUnit: {
    method: 'DELETE',
    path: '/api/v1/units/:code',
    summary: { zh: '删除机构', en: 'Remove a unit' },
    authority: 'accounts:manage',
    audit: 'own',
    target: 'unit',
    params: ByUnit,
    response: null,
  },
});

export const accountsContract = defineContract({
  routes: { ...accountRoutes, ...roleRoutes, ...unitRoutes },
  permissions: {
    'personal:reveal': {
      platform: 'base',
      zh: '查看个人信息原文（须说明理由）',
      en: 'See personal data in full, for a reason',
      roles: ['system-administrator', 'duty-officer'],
    },
    'accounts:read': {
      platform: 'base',
      zh: '查看账号与组织',
      en: 'See accounts and the organisation',
      roles: ['system-administrator', 'security-administrator', 'audit-administrator'],
    },
    'accounts:manage': {
      platform: 'base',
      zh: '管理账号与组织',
      en: 'Manage accounts and the organisation',
      reserved_to: 'system',
      roles: ['system-administrator'],
    },
    'system:operate': {
      platform: 'base',
      zh: '运行维护系统',
      en: 'Operate the system',
      reserved_to: 'system',
      roles: ['system-administrator'],
    },
    'roles:read': {
      platform: 'base',
      zh: '查看角色与授权',
      en: 'See roles and grants',
      roles: ['system-administrator', 'security-administrator', 'audit-administrator'],
    },
    'roles:manage': {
      platform: 'base',
      zh: '管理角色与授权',
      en: 'Manage roles and grants',
      reserved_to: 'security',
      roles: ['security-administrator'],
    },
  },
});
