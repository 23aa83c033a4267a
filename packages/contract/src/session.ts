import { z } from 'zod';
import {
  OpenSession,
  OwnAccount,
  RecoveryCodes,
  SecondFactorCode,
  SecondFactorRemoval,
  SecondFactorSetup,
  SignInMethods,
} from './accounts.ts';
import { AtMs, Language } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';

export const SignIn = z.object({
  account: typedText().min(1).max(64),
  password: z.string().min(1).max(256),
  /** Six digits of the second factor or a recovery code, where the account has a second factor. */
  code: typedText().max(32).optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/** How far a permission reaches; null is everything. */
export const Reach = z
  .object({ units: z.array(z.string()).nullable(), districts: z.array(z.string()).nullable() })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof Reach>;

export const Session = z
  .object({
    /** Who this is to the audit: "account:17" or "key:3". Never given to another. */
    principal: z.string(),
    /** A browser sends a cookie on its own, so that its requests need the anti-forgery token; a key is never sent so. */
    via: z.enum(['cookie', 'key']),
    account: z.string(),
    display_name: z.string(),
    roles: z.array(z.string()),
    /** What this session may do ("module:action"); screens hide what is not in it, the server enforces it. */
    permissions: z.array(z.string()),
    /** Of the permissions that are limited to units or districts; one that is not named here reaches the whole city. */
    reach: z.record(z.string(), Reach),
    language: Language,
    /** To be sent as header `x-csrf-token` with every request that changes something. */
    csrf_token: z.string(),
    /** True after sign-in with a one-time password: nothing else is allowed before it is changed. */
    must_change_password: z.boolean(),
    /** True when the account has a second factor. */
    second_factor: z.boolean(),
    /** True when the rules ask this account for a second factor: nothing else is allowed before it has one. */
    must_enrol_second_factor: z.boolean(),
    expires_ms: AtMs,
    /** Until then it does not end for being idle: somebody watches. Null without a watch. */
    watch_until_ms: AtMs.nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const ChangePassword = z.object({
  current: z.string().min(1).max(256),
  next: z.string().min(1).max(256),
});

/** For how long a shift still lasts. */
export const BeginWatch = z.object({ hours: z.number().min(0.5).max(12) });

export const sessionRoutes = defineRoutes('session', {
  signIn: {
    method: 'POST',
    path: '/api/v1/session',
    summary: { zh: '登录', en: 'Sign in' },
    authority: 'public',
    audit: 'own',
    audited_errors: ['accounts.sign_in_failed', 'accounts.code_required'],
    csrf_exempt: true,
    per_minute: 120,
    body: SignIn,
    response: Session,
  },
  getSession: {
    method: 'GET',
    path: '/api/v1/session',
    summary: { zh: '当前会话', en: 'The current session' },
    // Every visitor's browser asks this first: a 401 here is no refusal worth recording.
    authority: 'signed-in',
    audit: 'none',
    response: Session,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/v1/session',
    summary: { zh: '退出', en: 'Sign out' },
    authority: 'signed-in',
    audit: 'own',
    response: null,
  },
  beginWatch: {
    method: 'PUT',
    path: '/api/v1/session/watch',
    summary: { zh: '开始值守：值守期间不因空闲退出', en: 'Begin a watch: not signed out for being idle' },
    authority: 'session:watch',
    audit: 'own',
    body: BeginWatch,
    response: Session,
  },
  endWatch: {
    method: 'DELETE',
    path: '/api/v1/session/watch',
    summary: { zh: '结束值守', en: 'End a watch' },
    authority: 'signed-in',
    audit: 'own',
    response: Session,
  },
  changePassword: {
    method: 'POST',
    path: '/api/v1/session/password',
    summary: { zh: '修改密码', en: 'Change the password' },
    authority: 'signed-in',
    audit: 'own',
    body: ChangePassword,
    response: Session,
  },
});

export const ownAccountRoutes = defineRoutes('session', {
  getOwnAccount: {
    method: 'GET',
    path: '/api/v1/session/account',
    summary: { zh: '我的账号与登录规则', en: 'My account and the rules' },
    authority: 'signed-in',
    response: OwnAccount,
  },
  listOwnSessions: {
    method: 'GET',
    path: '/api/v1/session/open',
    summary: { zh: '我的登录会话', en: 'My open sessions' },
    authority: 'signed-in',
    response: z.array(OpenSession),
  },
  endOtherSessions: {
    method: 'DELETE',
    path: '/api/v1/session/others',
    summary: { zh: '退出其他会话', en: 'End my other sessions' },
    authority: 'signed-in',
    audit: 'own',
    response: null,
  },
  startSecondFactor: {
    method: 'POST',
    path: '/api/v1/session/second-factor',
    summary: { zh: '开始绑定动态验证码', en: 'Start setting up a second factor' },
    authority: 'signed-in',
    response: SecondFactorSetup,
  },
  confirmSecondFactor: {
    method: 'POST',
    path: '/api/v1/session/second-factor/confirmation',
    summary: { zh: '确认动态验证码，取得恢复码', en: 'Confirm it and get recovery codes' },
    authority: 'signed-in',
    audit: 'own',
    body: SecondFactorCode,
    response: RecoveryCodes,
  },
  removeSecondFactor: {
    method: 'POST',
    path: '/api/v1/session/second-factor/removal',
    summary: { zh: '解除动态验证码', en: 'Remove the second factor' },
    authority: 'signed-in',
    audit: 'own',
    body: SecondFactorRemoval,
    response: null,
  },
});

export const oidcRoutes = defineRoutes('session', {
  listSignInMethods: {
    method: 'GET',
    path: '/api/v1/session/methods',
    summary: { zh: '登录方式', en: 'Ways to sign in' },
    authority: 'public',
    response: SignInMethods,
  },
  startOidc: {
    method: 'GET',
    path: '/api/v1/session/oidc/start',
    summary: { zh: '统一身份认证', en: 'To the outside provider' },
    authority: 'public',
    response: 'text/html',
  },
  finishOidc: {
    method: 'GET',
    path: '/api/v1/session/oidc/callback',
    summary: { zh: '统一身份认证返回', en: 'Back from the provider' },
    authority: 'public',
    // What a provider sends along is up to it.
    query: z.looseObject({}),
    response: 'text/html',
  },
});

export const sessionContract = defineContract({
  routes: { ...sessionRoutes, ...oidcRoutes, ...ownAccountRoutes },
  permissions: {
    'session:watch': {
      platform: 'command',
      zh: '值守期间保持登录',
      en: 'Stay signed in during a watch',
      roles: ['duty-officer'],
    },
  },
});
