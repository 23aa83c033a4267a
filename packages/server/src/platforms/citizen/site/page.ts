import type { Bilingual, Language } from '@opentocc/contract';
import type { PreparedFile } from '../../../base/attachments/index.ts';
import type { Html } from './html.ts';

/** Who looks at a page, as far as a page needs it. Nobody is signed in here. */
export interface Visit {
  readonly language: Language;
  /** In the letters that Hong Kong reads; only of a page that is written so too. */
  readonly traditional: boolean;
  /** Without header and footer, within another application. */
  readonly embedded: boolean;
  /** Values of the `:names` in the path. */
  readonly params: Readonly<Record<string, string>>;
  /** What stands behind `?`; of a name that comes twice the first. */
  readonly query: Readonly<Record<string, string>>;
  readonly now_ms: number;
  /** In the visitor's language, with what `{names}` stand for. */
  say(text: Bilingual, params?: Readonly<Record<string, string | number>>): string;
  /** Address of another page of the site, in the same language and frame. @param path "/ask?type=complaint" */
  at(path: string): string;
  cookie(name: string): string | undefined;
}

/** Something wrong with what was sent. */
export interface Problem {
  /** Name of the field, which the summary leads to; null where it is the whole. */
  readonly field: string | null;
  readonly text: string;
}

/** What a form shows: what was typed before, what is wrong with it, and what every form carries. */
export interface Given {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** Anti-forgery token, files that were received already, and the challenge while one is set; a page that asks for it gets a cookie. */
  carry(): Html;
}

export interface View {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Cookies that are set with it. */
  readonly cookies?: readonly SetCookie[];
  /** Other pages may not say where they were come from: of an address with a secret in it. */
  readonly secret_address?: boolean;
}

/** Leads the visitor to another page; the browser asks for it with GET. */
export interface Redirect {
  readonly go: string;
  readonly cookies?: readonly SetCookie[];
  readonly secret_address?: boolean;
}

/** A file, which no browser runs whatever it is. */
export interface Download {
  readonly file: { readonly name: string; readonly media: string; readonly content: Uint8Array };
}

export type Answer = View | Redirect | Download;

export interface SetCookie {
  readonly name: string;
  /** Null takes it away. */
  readonly value: string | null;
}

/** What a visitor sent by a form. */
export interface SentForm {
  readonly values: Readonly<Record<string, string>>;
  /** Looked at, cleaned, and not stored yet. */
  readonly files: readonly PreparedFile[];
  /** The same for the same form sent twice: a second press of the button is the same wish. */
  readonly key: string;
  /** Whose connection it came by: the address, of IPv6 its network (`kit/caller-network`). */
  readonly network: string;
}

/** How often a form may be sent. */
export interface Guard {
  readonly window_ms: number;
  /** From one address: more asks for the challenge, `most` is refused. Whole streets share one address of a mobile network. */
  readonly free: number;
  readonly most: number;
  /** What else is counted: a telephone number, the number of a case. */
  readonly also?: (values: Readonly<Record<string, string>>) => string | null;
  readonly also_free: number;
  readonly also_most: number;
}

export interface Form {
  /** Each name that it takes with its greatest length; anything else is dropped. */
  readonly fields: Readonly<Record<string, number>>;
  /** Files that may come with it. */
  readonly files?: number;
  readonly guard: Guard;
  /** What is done. An AppError is shown on the form with all that was typed. */
  send(visit: Visit, form: SentForm): Promise<Answer>;
}

/** A page of the citizens' site, in both languages. */
export interface Page {
  /** Below the site: "/ask", "/knowledge/:id"; empty for its home. */
  readonly path: string;
  /** Its name in the navigation; those without one are not in it. */
  readonly nav?: Bilingual;
  /** Chinese is written in traditional letters too, at `/service/hant`: of pages without a form, which would show what was typed in others. */
  readonly traditional?: true;
  show(visit: Visit, given: Given): Promise<Answer> | Answer;
  readonly form?: Form;
}

export const isRedirect = (answer: Answer): answer is Redirect => 'go' in answer;
export const isDownload = (answer: Answer): answer is Download => 'file' in answer;

/** Wrong values of a form; each leads to its field. */
export class FormProblems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ text }) => text).join('; '));
  }
}
