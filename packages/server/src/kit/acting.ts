import type { Session } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { kitErrors } from './errors.ts';

/** Who acts, and from where: what services judge by and report to the audit. */
export interface Acting {
  readonly session: Session;
  readonly address: string;
}

/** @throws AppError when nobody is signed in, which the authority of a route excludes. */
export function actingOf({ session, ip }: FastifyRequest): Acting {
  if (!session) throw kitErrors.sign_in_required();
  return { session, address: ip };
}
