export { type Forwarded, InferiorClient, type InferiorOptions } from './inferior-client.ts';
