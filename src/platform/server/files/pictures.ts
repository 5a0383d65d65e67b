// Width and height of a picture from its head, and whether anything follows its end. Not decoding.

export type Picture = { width: number; height: number };

/** `more`: another content follows the picture's end. Null where the format says no size in its head (TIFF). */
export function pictureOf(content: Buffer, type: string): Picture | 'unsound' | 'more' | null {
  try {
    if (type === 'image/png') return png(content);
    if (type === 'image/jpeg') return jpeg(content);
    if (type === 'image/webp') return webp(content);
    return null;
  } catch (error) {
    // It says more than there is.
    if (error instanceof RangeError) return 'unsound';
    throw error;
  }
}

function png(content: Buffer): Picture | 'unsound' | 'more' {
  if (content.toString('latin1', 12, 16) !== 'IHDR') return 'unsound';
  const picture = { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
  let at = 8;
  while (at < content.length) {
    const type = content.toString('latin1', at + 4, at + 8);
    at += 12 + content.readUInt32BE(at);
    if (type === 'IEND') return at === content.length ? picture : 'more';
  }
  return 'unsound';
}

/** Cameras append previews of their own, so what follows is not looked at. */
function jpeg(content: Buffer): Picture | 'unsound' {
  let at = 2;
  while (at + 9 < content.length) {
    if (content[at] !== 0xff) return 'unsound';
    const marker = content[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
    at += 2 + (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 0 : content.readUInt16BE(at + 2));
  }
  return 'unsound';
}

function webp(content: Buffer): Picture | 'unsound' | 'more' {
  const length = content.readUInt32LE(4) + 8;
  if (content.length < length) return 'unsound';
  if (content.length > length + (length % 2)) return 'more';
  const kind = content.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ') return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff };
  const bits = content.readUInt32LE(21);
  return kind === 'VP8L' ? { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 } : 'unsound';
}
