import type { Bilingual, Language, Session } from '@opentocc/contract';
import { type Params, say } from './i18n.ts';

/** Names of what errors know by its code, in both languages. */
export type Names = Readonly<Record<string, Bilingual>>;

/** A caller's mistake or a refusal: has a code, an HTTP status, and a text that says what to do in both languages. */
export class AppError extends Error {
  /** Who was recognised and is turned away all the same, for the audit; null where nobody was. */
  caller: Session | null = null;

  constructor(
    readonly code: string,
    readonly status: number,
    readonly text: Bilingual,
    readonly params: Params = {},
    /** After how many seconds it is worth asking again, where that is known. */
    readonly retry_after_s?: number,
  ) {
    super(`${code}: ${say(text, 'en', params)}`);
    this.name = 'AppError';
  }

  /** @param names are said in place of the codes they belong to. */
  in(language: Language, names: Names = {}): string {
    const named = Object.entries(this.params).map(([key, value]) => [
      key,
      typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : value,
    ]);
    return say(this.text, language, Object.fromEntries(named));
  }
}

interface ErrorEntry {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  /** After how many seconds it is worth asking again; of every 429. */
  readonly retry_after_s?: number;
}

/** Makes an error of a catalogue. */
interface ErrorMaker {
  /** @param retry_after_s where this time differs from that of the catalogue */
  (params?: Params, retry_after_s?: number): AppError;
  /** "sources.terminal_unknown" */
  readonly code: string;
  readonly text: Bilingual;
}

export type ErrorCatalogue = Readonly<Record<string, ErrorMaker>>;

/** The texts of catalogues by code, with `{name}` where an error fills something in. */
export function textsOf(...catalogues: readonly ErrorCatalogue[]): Names {
  const makers = catalogues.flatMap((catalogue) => Object.values(catalogue));
  return Object.fromEntries(makers.map(({ code, text }) => [code, text]));
}

/**
 * Declares a module's error catalogue; each entry becomes a function that makes the error:
 * `const errors = defineErrors('sources', { terminal_unknown: { status: 404, zh: '…{phone}…', en: '…{phone}…' } })`,
 * then `throw errors.terminal_unknown({ phone })`. The code on the wire is `sources.terminal_unknown`.
 */
export function defineErrors<K extends string>(
  module: string,
  entries: Record<K, ErrorEntry>,
): Record<K, ErrorMaker> {
  const made = {} as Record<K, ErrorMaker>;
  for (const key of Object.keys(entries) as K[]) {
    const { status, zh, en, retry_after_s } = entries[key];
    const [code, text] = [`${module}.${key}`, { zh, en }];
    invariant(status !== 429 || retry_after_s !== undefined, `${code} says when to ask again`);
    const make = (params?: Params, after_s = retry_after_s) =>
      new AppError(code, status, text, params, after_s);
    made[key] = Object.assign(make, { code, text });
  }
  return made;
}

export const kitErrors = defineErrors('kit', {
  invalid_input: {
    status: 400,
    zh: '请求内容有误，请按下列说明改正后重试',
    en: 'The request is not valid; correct the fields listed and try again',
  },
  unreadable: {
    status: 400,
    zh: '请求读不出来，请检查正文的格式、编码和注明的类型（content-type）后重试',
    en: 'The request cannot be read; check the form of its body, its encoding and the type it is sent as (content-type)',
  },
  unstorable: {
    status: 400,
    zh: '内容中有不能保存的字符（如空字符）或过大的数，请删去后重试',
    en: 'The request holds a character that cannot be stored (as NUL) or a number that is too large; take it out and try again',
  },
  unknown_query: {
    status: 400,
    zh: '地址中有不认识的查询项：{unknown}；可用的有：{known}',
    en: 'The address asks by names that are not known: {unknown}; known are: {known}',
  },
  no_query: {
    status: 400,
    zh: '这个地址不接受查询项，请去掉：{unknown}',
    en: 'This address takes nothing behind “?”; leave out: {unknown}',
  },
  not_found: { status: 404, zh: '没有找到{what}，请核对编号', en: '{what} was not found; check its id' },
  no_such_route: {
    status: 404,
    zh: '没有这个地址，接口清单见 /openapi.json',
    en: 'There is no such address; the interface is listed in /openapi.json',
  },
  sign_in_required: { status: 401, zh: '请先登录', en: 'Sign in first' },
  forbidden: {
    status: 403,
    zh: '您的账号没有“{permission}”权限，如工作需要请联系安全管理员授权',
    en: 'Your account lacks the permission “{permission}”; ask the security administrator if your work needs it',
  },
  out_of_area: {
    status: 403,
    zh: '这不在您的管辖范围内，如需查看请联系安全管理员',
    en: 'This lies outside your area; ask the security administrator if you need it',
  },
  password_change_required: {
    status: 403,
    zh: '请先修改初始密码或过期密码，然后继续',
    en: 'Change the one-time or expired password first',
  },
  second_factor_required: {
    status: 403,
    zh: '您的角色须启用双因素认证，请先在“个人资料”中绑定动态验证码',
    en: 'Your role needs a second factor; set one up in your profile first',
  },
  csrf: {
    status: 403,
    zh: '请求缺少防伪标识，请刷新页面后重试',
    en: 'The request lacks its anti-forgery token; reload the page and try again',
  },
  too_large: {
    status: 413,
    zh: '请求内容过大，上限 {limit} 字节',
    en: 'The request is too large; the limit is {limit} bytes',
  },
  head_too_large: {
    status: 431,
    zh: '请求地址或请求头过长，请缩短查询条件',
    en: 'The address or the headers of the request are too long; ask for less at once',
  },
  too_slow: {
    status: 408,
    zh: '请求传输过慢，连接已关闭，请检查网络后重试',
    en: 'The request came too slowly and was ended; check the network and try again',
  },
  no_request: {
    status: 400,
    zh: '收到的不是有效的 HTTP 请求',
    en: 'This is not a valid HTTP request',
  },
  too_many: {
    status: 429,
    zh: '请求过于频繁，请稍后再试',
    en: 'Too many requests; wait a moment and try again',
    retry_after_s: 60,
  },
  interval: {
    status: 400,
    zh: '时间段无效：结束须晚于开始，且跨度不超过 {hours} 小时',
    en: 'The interval is not valid: its end must be after its start and it may span {hours} hours at most',
  },
  unavailable: {
    status: 503,
    zh: '{what}暂时不可用，请稍后再试',
    en: '{what} is not available now; try again shortly',
  },
  internal: {
    status: 500,
    zh: '系统内部错误，已记录，请把请求编号告诉管理员',
    en: 'An internal error was recorded; give the request id to the administrator',
  },
});

/** States what the code relies on; a failure is a bug, never a caller's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
