import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Attachments, PreparedFile } from '../../../base/attachments/index.ts';
import { AppError } from '../../../kit/errors.ts';
import { createLimit } from '../../../kit/limit.ts';
import { siteErrors } from './errors.ts';
import type { Form } from './page.ts';

/** Names that every form carries beside its own. */
const CARRIED: Readonly<Record<string, number>> = { token: 400, challenge: 400, solution: 20, held: 300 };
/** Largest form without files: 10,000 characters of Chinese, written as %XX. */
export const FORM_BYTES = 160 * 1024;
const MOST_FILE_BYTES = 10 * 2 ** 20;
/** Requests whose files are read at once, and that wait for it: each holds its files in memory. */
const [READING, WAITING] = [4, 16];

export interface ReadForm {
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly PreparedFile[];
  readonly carried: Readonly<Record<string, string>>;
  /** What was wrong with it: too long, a file that is none of those allowed. What could be read is there all the same. */
  readonly refusal: AppError | null;
}

type Prepare = Attachments['prepare'];

/** Teaches a part of the server to read forms; both kinds are bounded as they come. */
export async function acceptForms(http: FastifyInstance): Promise<void> {
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(body.toString())),
  );
  await http.register(multipart);
}

/** Reads what was sent to a form. Names that it does not know are dropped. */
export function createFormReader(prepare: Prepare) {
  const inTurn = createLimit(READING, WAITING, () => siteErrors.busy());
  return async (request: FastifyRequest, form: Form): Promise<ReadForm> => {
    const gathered = new Gathered(form, prepare);
    if (request.isMultipart()) await inTurn(() => readParts(request, gathered));
    else if (request.body instanceof URLSearchParams)
      for (const [name, value] of request.body) gathered.addValue(name, value);
    return gathered;
  };
}

export type FormReader = ReturnType<typeof createFormReader>;

/** What has come of a form so far: something wrong in it does not take away the rest. */
class Gathered implements ReadForm {
  readonly values: Record<string, string> = {};
  readonly carried: Record<string, string> = {};
  readonly files: PreparedFile[] = [];
  refusal: AppError | null = null;

  constructor(
    readonly form: Form,
    private readonly prepare: Prepare,
  ) {}

  addValue(name: string, raw: string): void {
    const value = raw.replace(/\0/g, '').replace(/\r\n/g, '\n');
    if (Object.hasOwn(this.form.fields, name)) this.#set(this.values, name, value, this.form.fields[name]);
    else if (Object.hasOwn(CARRIED, name)) this.#set(this.carried, name, value, CARRIED[name]);
  }

  async addFile(name: string, content: Uint8Array): Promise<void> {
    // A field for files that nothing was chosen in is sent as one empty file.
    if (content.length === 0) return;
    try {
      this.files.push(await this.prepare(name, content));
    } catch (error) {
      this.refuse(error);
    }
  }

  /** @throws what is no mistake of the sender */
  refuse(error: unknown): void {
    this.refusal ??= refusalOf(error, this.form.files ?? 0);
  }

  #set(into: Record<string, string>, name: string, value: string, most: number): void {
    if (value.length > most) this.refusal ??= siteErrors.too_long();
    // The one name that comes several times: a box for each file that was received already.
    into[name] = name === 'held' && into[name] ? `${into[name]},${value}` : value;
  }
}

async function readParts(request: FastifyRequest, gathered: Gathered): Promise<void> {
  const files = gathered.form.files ?? 0;
  const parts = request.parts({
    limits: { fileSize: MOST_FILE_BYTES, files, fields: 40, parts: 40 + files, fieldSize: FORM_BYTES },
  });
  try {
    for await (const part of parts)
      if (part.type === 'field') gathered.addValue(part.fieldname, String(part.value));
      else await gathered.addFile(part.filename ?? '', await part.toBuffer());
  } catch (error) {
    gathered.refuse(error);
  }
}

/** @throws what is no mistake of the sender */
function refusalOf(error: unknown, most: number): AppError {
  if (error instanceof AppError) return error;
  const { code } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return siteErrors.too_large({ most: MOST_FILE_BYTES / 2 ** 20 });
  if (code === 'FST_FILES_LIMIT') return siteErrors.too_many_files({ most });
  if (code === 'FST_FIELDS_LIMIT' || code === 'FST_PARTS_LIMIT') return siteErrors.too_long();
  if (code?.startsWith('FST_')) return siteErrors.unreadable();
  throw error;
}
