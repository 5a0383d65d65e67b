// Small papers for tests of files: a PDF, a picture, a DOCX with text and a link.
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { Document, ExternalHyperlink, Packer, Paragraph, TextRun } from 'docx';
import type { Acted, Person } from './http.ts';

export const paperPdf = (said = ''): Buffer => Buffer.from(`%PDF-1.4\n% ${said}\n%%EOF\n`);
/** Pages that can be read, each with a line of its own unless it says nothing; `turned` pages lie on their side. */
export async function pagesPdf(pages: number, said = 'Page', turned = 0): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont('Helvetica');
  for (let at = 1; at <= pages; at++) {
    const page = pdf.addPage([595, 842]);
    page.setRotation(degrees(turned * (at - 1)));
    if (said !== '') page.drawText(`${said} ${at}`, { x: 60, y: 700, size: 14, font });
  }
  return Buffer.from(await pdf.save());
}
/** The same under a password: one that is asked for before reading, or one that only stops changes. */
export async function lockedPdf(pdf: Buffer, passwords: { userPassword?: string; ownerPassword: string }): Promise<Buffer> {
  const of = await PDFDocument.load(pdf);
  of.encrypt(passwords);
  return Buffer.from(await of.save({ useObjectStreams: false }));
}
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

/** A file beside a title: more of them than uploads may wait at once. */
export async function attachedTo(who: Person, record: string): Promise<Acted> {
  const { id: upload } = await who.upload<{ id: string }>('/files', { name: 'a.pdf', content: paperPdf('a') });
  return who.create('attachments', { recordKind: 'recognition', record, upload });
}
