// Small papers for tests of files: a PDF, a picture, a DOCX with text and a link.
import type { Person } from './http.ts';
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

/** Uploads that wait and titles to archive, as many as are asked for, by one person at one place. */
export async function madeForFiles(who: Person, region: string, many: number): Promise<{ waiting: string[]; titles: string[] }> {
  const waiting: string[] = [];
  const titles: string[] = [];
  for (let at = 0; at < many; at++) {
    waiting.push((await who.upload<{ id: string }>('/files', { name: `${at}.pdf`, content: paperPdf(String(at)) })).id);
    titles.push((await who.create('recognitions', { title: `归档测试${at}号`, kind: 'incubator', region })).id);
  }
  return { waiting, titles };
}
