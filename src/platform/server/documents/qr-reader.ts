// Reads QR codes out of a picture (PNG, JPEG), turned, grey or a little skewed as it may be. Runs in threads for people's files; fetches nothing.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

const options = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  maxNumberOfSymbols: 8,
} as const satisfies ReaderOptions;

let opened: Promise<unknown> | null = null;
/** The reader's own code comes from the package: by itself it would be fetched from elsewhere. */
async function open(): Promise<void> {
  opened ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer }, fireImmediately: true }),
  );
  await opened;
}

/** What the codes of a picture say that `fits`; nothing where it is no picture that can be read. */
export async function codesIn<T>(picture: Uint8Array, fits: (said: string) => T | null): Promise<T[]> {
  await open();
  // Light and dark are told apart by the neighbourhood of a point, which a shadow does not mislead; then by the whole, which noise does not.
  for (const binarizer of ['LocalAverage', 'GlobalHistogram'] as const) {
    const symbols = await readBarcodes(Uint8Array.from(picture), { ...options, binarizer });
    const found = symbols.flatMap(({ text }) => fits(text) ?? []);
    if (found.length > 0) return found;
  }
  return [];
}
