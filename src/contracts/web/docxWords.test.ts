// What the browser reads of a DOCX to find a mark: body, heads and feet as a word processor saves them; what is none is left to the server.
import { Document, Footer, Header, Packer, Paragraph, TextRun } from 'docx';
import { expect, test } from 'vitest';
import { secrecyMarks } from '../secrecyMarks.ts';
import { docxWords } from './docxWords.ts';
import { firstMark } from './fileMarks.ts';

const docx = async (lines: readonly string[], head = '', foot = ''): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph(head)] }) },
            footers: { default: new Footer({ children: [new Paragraph(foot)] }) },
            // A line in two runs, cut where the cursor once stood.
            children: lines.map(
              (line) =>
                new Paragraph({ children: [new TextRun(line.slice(0, 2)), new TextRun({ text: line.slice(2), bold: true })] }),
            ),
          },
        ],
      }),
    ),
  );
const marked = async (content: Uint8Array<ArrayBuffer>) =>
  secrecyMarks('a.docx', (await docxWords(content)) ?? '').map((one) => one.value);

test('a mark in the body, in the head or in the foot is found; an ordinary contract has none', async () => {
  expect(await marked(await docx(['技术服务合同', '密级：秘密', '甲方：某某']))).toEqual(['密级：秘密']);
  expect(await marked(await docx(['技术服务合同'], '机密★5年'))).toEqual(['机密★5年']);
  expect(await marked(await docx(['技术服务合同'], '', '绝密'))).toEqual(['绝密']);
  expect(await marked(await docx(['技术服务合同', '双方对商业秘密和技术秘密负有保密义务。', 'A & B <c>']))).toEqual([]);
  expect(await docxWords(await docx(['A & B <c>']))).toContain('A & B <c>');
});

test('what is no DOCX, or is cut off, or lies about itself is not opened', async () => {
  const whole = await docx(['技术服务合同']);
  expect(await docxWords(new Uint8Array(0))).toBeNull();
  expect(await docxWords(Uint8Array.from(Buffer.from('PK\u0003\u0004 and nothing else')))).toBeNull();
  expect(await docxWords(whole.slice(0, whole.length - 30))).toBeNull();
  for (let at = 0; at < whole.length; at += 97) {
    const broken = whole.slice();
    broken[at] = (broken[at] ?? 0) ^ 0xff;
    const said = await docxWords(broken).catch((error: unknown) => error);
    expect(said === null || typeof said === 'string').toBe(true);
  }
});

test('a file is stopped by its name or by what it says, whatever its ending; an ordinary one is not', async () => {
  const file = (name: string, content: BlobPart) => firstMark(new File([content], name));
  expect(await file('机密-合同.docx', 'x')).toBe('机密');
  expect(await file('合同.txt', '密级：秘密\n技术服务合同')).toBe('密级：秘密');
  expect(await file('合同.docx', await docx(['技术服务合同'], '机密★5年'))).toBe('机密★5年');
  expect(await file('合同.docx', await docx(['双方对商业秘密负有保密义务。']))).toBeNull();
  expect(await file('合同.pdf', '%PDF-1.7')).toBeNull();
});
