import type { FastifyRequest } from 'fastify';
import type { PreparedFile } from '../../../base/attachments/index.ts';
import { callerNetwork } from '../../../kit/caller-network.ts';
import { cityMinute } from '../../../kit/clock.ts';
import { AppError } from '../../../kit/errors.ts';
import { carriedOf } from './carried.ts';
import type { Challenge, Challenges } from './challenge.ts';
import { siteErrors } from './errors.ts';
import { type FormTokens, newBrowser } from './form-tokens.ts';
import type { Gate } from './gate.ts';
import type { HeldFiles } from './held-files.ts';
import {
  type Answer,
  type Form,
  FormProblems,
  isDownload,
  isRedirect,
  type Page,
  type Problem,
  type SentForm,
  type SetCookie,
  type Visit,
} from './page.ts';
import type { FormReader, ReadForm } from './read-form.ts';

/** By which a browser is known from one page to the next; it says nothing of who sits before it. */
export const BROWSER_COOKIE = 'tocc_site';

export interface FormDeps {
  readonly tokens: FormTokens;
  readonly challenges: Challenges;
  readonly gate: Gate;
  readonly held: HeldFiles;
  readonly read: FormReader;
}

interface Refusal {
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly challenge?: Challenge;
}

/** Shows pages with their forms, and takes what is sent: nothing that was typed is lost by whatever is refused. */
export function createFormAnswers({ tokens, challenges, gate, held, read }: FormDeps) {
  /** The page with a form that can be sent from this browser. */
  async function show(
    page: Page,
    visit: Visit,
    sent: Partial<ReadForm> = {},
    refusal: Partial<Refusal> = {},
  ): Promise<Answer> {
    const known = visit.cookie(BROWSER_COOKIE);
    const browser = known ?? newBrowser();
    const ids = (sent.files ?? []).map((file) => held.hold(file, browser));
    const carried = carriedOf(visit, {
      token: await tokens.make(browser),
      held: held.find([...idsOf(sent), ...ids], browser),
      challenge: refusal.challenge ?? null,
    });
    let has_form = false;
    const carry = () => {
      has_form = true;
      return carried;
    };
    const { values = {} } = sent;
    const view = await page.show(visit, { values, problems: refusal.problems ?? [], carry });
    if (isRedirect(view) || isDownload(view)) return view;
    // Who only reads is given no cookie.
    const own: SetCookie[] =
      has_form && known === undefined ? [{ name: BROWSER_COOKIE, value: browser }] : [];
    return {
      ...{ ...view, status: refusal.status ?? view.status },
      cookies: [...(view.cookies ?? []), ...own],
    };
  }

  /** What stands against the form before anything of it is looked at; null when nothing does. */
  async function refusalOf(page: Page, form: Form, visit: Visit, sent: ReadForm, address: string) {
    const { values, carried } = sent;
    const key = await tokens.keyOf(carried.token ?? '', visit.cookie(BROWSER_COOKIE));
    if (key === null) return refused(visit, siteErrors.stale());
    if (sent.refusal) return refused(visit, sent.refusal);
    const standing = gate.standing(page.path, form, address, values);
    if (standing.kind === 'full')
      return refused(visit, siteErrors.held_back({ time: cityMinute(standing.until_ms).slice(11) }));
    if (standing.kind === 'free') return key;
    if (await challenges.isMet(carried.challenge ?? '', carried.solution ?? '', address)) return key;
    const challenge = await challenges.make(standing.over, address);
    return { ...refused(visit, siteErrors.one_more_step()), challenge };
  }

  async function send(form: Form, visit: Visit, sent: SentForm): Promise<Answer | Refusal> {
    try {
      return await form.send(visit, sent);
    } catch (error) {
      if (error instanceof FormProblems) return { status: 422, problems: error.problems };
      if (error instanceof AppError) return refused(visit, error);
      throw error;
    }
  }

  return {
    show,
    async take(page: Page, form: Form, visit: Visit, request: FastifyRequest): Promise<Answer> {
      const address = callerNetwork(request.ip);
      const sent = await read(request, form);
      const key = await refusalOf(page, form, visit, sent, address);
      if (typeof key !== 'string') return show(page, visit, sent, key);
      gate.count(page.path, form, address, sent.values);
      const earlier = held.find(idsOf(sent), visit.cookie(BROWSER_COOKIE) ?? '');
      const files: PreparedFile[] = [...earlier.map(({ file }) => file), ...sent.files];
      const most = form.files ?? 0;
      const done =
        files.length > most
          ? refused(visit, siteErrors.too_many_files({ most }))
          : await send(form, visit, { values: sent.values, files, key, network: address });
      if ('problems' in done) return show(page, visit, sent, done);
      held.release(earlier.map(({ id }) => id));
      return done;
    },
  };
}

export type FormAnswers = ReturnType<typeof createFormAnswers>;

const idsOf = ({ carried }: Partial<ReadForm>): readonly string[] =>
  carried?.held ? carried.held.split(',') : [];

function refused({ language }: Visit, error: AppError): Refusal {
  return { status: error.status, problems: [{ field: null, text: error.in(language) }] };
}
