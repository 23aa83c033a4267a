import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import type { Http } from './http-server.ts';

/** Shorter answers fit into one packet as they are, bytes. */
const WORTH_BYTES = 1024;
/** As small as gzip at its best in a third of the time; 11 is for what is compressed once, at build. */
const BROTLI_QUALITY = 4;

/**
 * Compresses answers for callers that accept it, brotli first. An answer that says how it is encoded goes as it is: tiles,
 * and screens that were compressed at build. An attacker who guesses at secrets by the length of answers (BREACH) needs
 * the victim's browser to ask for them from another site, and the session's cookie does not go with that (SameSite).
 */
export async function compressAnswers(http: Http): Promise<void> {
  await http.register(fastifyCompress, {
    global: true,
    encodings: ['br', 'gzip'],
    threshold: WORTH_BYTES,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    removeContentLengthHeader: true,
  });
}
