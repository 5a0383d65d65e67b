// QR codes as PNG. Not where they lead.

/** A quarter of the code may be lost: paper is folded and stamped. */
const manner = { errorCorrectionLevel: 'Q', margin: 1, scale: 6 } as const;

export const codePng = async (address: string): Promise<Buffer> =>
  (await import('qrcode')).default.toBuffer(address, { ...manner, type: 'png' });

/** The same as a `data:` URL. */
export const codeUrl = async (address: string): Promise<string> =>
  `data:image/png;base64,${(await codePng(address)).toString('base64')}`;
