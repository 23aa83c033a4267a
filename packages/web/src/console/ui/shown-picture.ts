/** Pictures that every browser shows; of others, as HEIC, only some do: they are offered as files. */
export const isShownPicture = (media: string): boolean =>
  ['image/jpeg', 'image/png', 'image/webp', 'image/avif'].includes(media);
