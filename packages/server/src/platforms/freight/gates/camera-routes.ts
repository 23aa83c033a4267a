import {
  alphadigiHeartbeat,
  alphadigiReply,
  boundaryOf,
  CameraFault,
  type CameraMessage,
  DAHUA_TAKEN,
  dahuaKeepAlive,
  readAlphadigi,
  readDahua,
  readHikvision,
} from '@opentocc/protocols/anpr';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from '../../../kit/http-server.ts';
import type { Served } from '../../../kit/serve-routes.ts';
import type { Arrivals } from './arrivals.ts';
import type { CameraGuard, CameraRequest } from './camera-guard.ts';
import { gatesErrors } from './errors.ts';
import type { CameraIntake } from './intake.ts';
import type { LiveLocks } from './live-locks.ts';
import type { Camera, Register } from './register.ts';

/** Largest message of a camera: two pictures of 4 MB, in base64 a third more. */
const BODY_BYTES = 12 * 2 ** 20;
/** Of one address in a minute: the cameras of a yard may stand behind one. */
const PER_MINUTE = 1_200;

export interface CameraRoutesDeps {
  readonly guard: CameraGuard;
  readonly intake: CameraIntake;
  readonly arrivals: Pick<Arrivals, 'settleOne'>;
  readonly locks: LiveLocks;
  readonly register: Pick<Register, 'getGate'>;
}

/**
 * Where cameras post to, each maker at the address and with the answer that its firmware knows. A read is answered once it
 * is durable, also when it was sent before: whatever is not answered so is sent again for ever.
 */
export function serveCameras(deps: CameraRoutesDeps): Served {
  const { guard, intake, arrivals, locks, register } = deps;

  /** @returns the camera with what it says, once that is durable; a read that is new is decided at once. */
  async function receive(
    request: FastifyRequest,
    code: string | null,
    read: (body: Uint8Array) => CameraMessage,
  ): Promise<{ camera: Camera; message: CameraMessage }> {
    const camera = guard.admit(code, requestOf(request));
    const message = readable(() => read(request.body as Uint8Array));
    const taken = await intake.receive(camera, message);
    if (taken?.isNew) await arrivals.settleOne(taken.id);
    return { camera, message };
  }

  /** Whether a camera that opens its gate itself is to do so now. */
  function opensNow({ gate }: Camera): boolean {
    const { lock } = register.getGate(gate);
    if (!locks.opensByCamera(lock)) return false;
    const open = locks.commandsOf(lock, 0).filter((one) => one.gate === gate && one.to === 'open');
    const newest = Math.max(0, ...open.map(({ id }) => id));
    if (newest > 0) locks.commandsOf(lock, newest);
    return newest > 0;
  }

  const handlers = {
    async hikvision(request: FastifyRequest, code: string) {
      const boundary = boundaryOf(request.headers['content-type'] ?? '');
      await receive(request, code, (body) => readHikvision(body, boundary));
      return {};
    },
    async dahua(request: FastifyRequest) {
      const { message } = await receive(request, null, readDahua);
      return message.kind === 'heartbeat' ? dahuaKeepAlive(message.device) : DAHUA_TAKEN;
    },
    async alphadigi(request: FastifyRequest, code: string) {
      const { camera, message } = await receive(request, code, (body) => readAlphadigi(body));
      const opens = opensNow(camera);
      return message.kind === 'heartbeat' ? alphadigiHeartbeat(opens) : alphadigiReply(opens);
    },
  };

  return {
    routes: {},
    mount(http: Http) {
      void http.register(async (scope) => {
        const site = scope as unknown as FastifyInstance;
        // Cameras send JSON as text, XML as anything, and multipart with what boundary they like.
        site.removeAllContentTypeParsers();
        site.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
        site.addHook('onError', async (request, reply, error) => challenge(request, reply, error));
        const post = (url: string, handle: (request: FastifyRequest, code: string) => Promise<object>) =>
          site.post(url, options(), async (request) =>
            handle(request, String((request.params as Record<string, string>).camera ?? '')),
          );
        post('/api/v1/freight/cameras/:camera/hikvision', handlers.hikvision);
        post('/api/v1/freight/cameras/:camera/alphadigi', handlers.alphadigi);
        post('/api/v1/freight/cameras/:camera/alphadigi/:token', handlers.alphadigi);
        post('/NotificationInfo/TollgateInfo', handlers.dahua);
        post('/NotificationInfo/KeepAlive', handlers.dahua);
      });
    },
  };

  /** Who is not let in is asked for a digest, as cameras expect it before they send one. */
  async function challenge(request: FastifyRequest, reply: FastifyReply, error: Error): Promise<void> {
    if ((error as { code?: string }).code !== gatesErrors.camera_sign_in.code) return;
    void reply.header('www-authenticate', guard.challenge(guard.isStale(requestOf(request))));
  }
}

const options = () => ({
  bodyLimit: BODY_BYTES,
  schema: { hide: true },
  // What a camera reads is on record as a read; who opens is on record as an act.
  config: { authority: 'public', csrf_exempt: true, audit: 'none', rateLimit: { max: PER_MINUTE } } as const,
});

function requestOf({ method, url, ip, headers, params }: FastifyRequest): CameraRequest {
  const { token } = params as Record<string, string | undefined>;
  return { method, url, address: ip, authorization: headers.authorization, token };
}

function readable(read: () => CameraMessage): CameraMessage {
  try {
    return read();
  } catch (error) {
    if (error instanceof CameraFault) throw gatesErrors.camera_fault({ says: error.message });
    throw error;
  }
}
