import type { FeatureOptions } from './text-features.ts';

/** What was learned from texts and their classes. */
export interface TextModel {
  readonly features: FeatureOptions;
  readonly classes: readonly string[];
  /** Features that are known, by growing key. */
  readonly keys: Uint32Array;
  /** How rare each feature is. */
  readonly rarities: Float32Array;
  /** Feature by feature, one weight for each class. */
  readonly weights: Float32Array;
  /** One constant for each class. */
  readonly constants: Float32Array;
  /** By which margins are multiplied before they are odds; fitted on texts that were held out. */
  readonly sharpness: number;
}

/** A model as plain values that can be stored as JSON. */
export interface WrittenModel {
  readonly features: FeatureOptions;
  readonly classes: readonly string[];
  readonly sharpness: number;
  /** Little-endian columns as base64. */
  readonly keys: string;
  readonly rarities: string;
  readonly weights: string;
  readonly constants: string;
}

export const writeTextModel = ({ features, classes, sharpness, ...columns }: TextModel): WrittenModel => ({
  ...{ features, classes, sharpness },
  keys: toBase64(columns.keys),
  rarities: toBase64(columns.rarities),
  weights: toBase64(columns.weights),
  constants: toBase64(columns.constants),
});

/** @throws RangeError when its columns do not fit each other, or hold what is no number */
export function readTextModel({ features, classes, sharpness, ...columns }: WrittenModel): TextModel {
  const keys = new Uint32Array(bytesOf(columns.keys));
  const rarities = new Float32Array(bytesOf(columns.rarities));
  const weights = new Float32Array(bytesOf(columns.weights));
  const constants = new Float32Array(bytesOf(columns.constants));
  const fits = rarities.length === keys.length && constants.length === classes.length;
  if (!fits || weights.length !== keys.length * classes.length)
    throw new RangeError(
      `${weights.length} weights for ${keys.length} features and ${classes.length} classes`,
    );
  if (!(sharpness > 0) || ![weights, rarities, constants].every((column) => column.every(Number.isFinite)))
    throw new RangeError('weights or sharpness of a model are no numbers');
  return { features, classes, sharpness, keys, rarities, weights, constants };
}

const toBase64 = ({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** Copied whole: a buffer of its own may begin anywhere in one that many share. */
const bytesOf = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, 'base64')).buffer;
