/** CRC-16 with the polynomial 1021 and FFFF to begin with, by byte of the message. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

export const CRC_START = 0xffff;

/** The sum after one more byte. The sum over a message and its CRC is zero. */
export function crcStep(crc: number, byte: number): number {
  return ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ byte];
}

export function crcOf(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = CRC_START;
  for (let i = start; i < end; i++) crc = crcStep(crc, bytes[i]);
  return crc;
}
