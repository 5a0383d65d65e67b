// Small papers for tests of files: a PDF, a picture, a DOCX with text and a link.
import { Document, ExternalHyperlink, Packer, Paragraph, TextRun } from 'docx';

export const paperPdf = (said = ''): Buffer => Buffer.from(`%PDF-1.4\n% ${said}\n%%EOF\n`);
/** One pixel. */
export const paperPng: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const paperDocx = (text: string, link = 'https://example.com'): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph(text),
            new Paragraph({ children: [new ExternalHyperlink({ link, children: [new TextRun('链接')] })] }),
          ],
        },
      ],
    }),
  );
