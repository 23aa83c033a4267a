import { cleanHeif } from '@opentocc/protocols/heif';
import sharp, { type Sharp } from 'sharp';
import type { ImageCleaner } from '../../base/attachments/index.ts';

/** Larger than any camera of a telephone; a small file can claim to be enormous. */
const MOST_PIXELS = 100_000_000;

/**
 * Cleans photographs with `sharp` (libvips): turned as the camera was held, then written again without anything that is
 * not picture: EXIF with place and device, XMP, IPTC. The colour profile is converted to sRGB rather than carried. HEIC and
 * AVIF stay as the camera wrote them, without all that is not picture: `sharp` as it is installed cannot read HEIC.
 */
export function createImageCleaner(): ImageCleaner {
  return async (content, media) => {
    if (media === 'image/heic' || media === 'image/avif') return cleanHeif(content);
    const image = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate();
    const { data, info } = await written(image, media).toBuffer({ resolveWithObject: true });
    return { content: data, width: info.width, height: info.height };
  };
}

function written(image: Sharp, media: string): Sharp {
  if (media === 'image/png') return image.png();
  return media === 'image/webp' ? image.webp({ quality: 90 }) : image.jpeg({ quality: 90 });
}
