import { type Field, type StructOf, struct } from './fields.ts';

/** A message of the standard: its id, its name in our interfaces, and its body. */
export interface MessageCodec<K extends string, B> {
  readonly id: number;
  readonly kind: K;
  readonly body: Field<B>;
}

/** Declares a message by its fields in wire order. */
export function message<const K extends string, const S extends Readonly<Record<string, Field<unknown>>>>(
  id: number,
  kind: K,
  fields: S,
): MessageCodec<K, StructOf<S>> {
  return { id, kind, body: struct(fields) };
}

/** Declares a message whose body is no plain list of fields. */
export function codec<const K extends string, B>(id: number, kind: K, body: Field<B>): MessageCodec<K, B> {
  return { id, kind, body };
}

/** A message whose id or whose body no layout of ours fits; nothing of it is lost. */
export interface RawMessage {
  readonly kind: 'raw';
  readonly id: number;
  readonly body: Uint8Array;
  /** The id is known and the body does not have its layout, or is encrypted. */
  readonly misfit: boolean;
}

/** The object that a codec reads. */
export type MessageOf<C> = C extends MessageCodec<infer K, infer B> ? { readonly kind: K } & B : never;
