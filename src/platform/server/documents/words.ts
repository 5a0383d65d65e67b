// The words of reading sheets: why a file, or one cell of it, was not read, and how to mend it.
import { defineWords } from '../../shared/words.ts';

export const documentsWords = defineWords({
  'refusals.tooLarge': [
    '文件超过 {{limit}} MB，请拆分后分次导入',
    'The file is over {{limit}} MB; split it and import it in parts',
  ],
  'refusals.empty': ['文件中没有内容', 'There is nothing in the file'],
  'refusals.wrongKind': [
    '这不是 XLSX 或 CSV 文件，请另存为其中一种后再上传（只改文件名的后缀无效）',
    'This is neither an XLSX nor a CSV file; save it as one of them (changing the ending of its name is not enough)',
  ],
  'refusals.oldOrEncrypted': [
    '这是旧版 .xls 文件，或设有打开密码。请去掉密码，另存为 XLSX 后再上传',
    'This is an old .xls file, or it has a password. Remove the password and save it as XLSX',
  ],
  'refusals.macros': ['文件含有宏，请另存为不含宏的 XLSX 后再上传', 'The file holds macros; save it as XLSX without macros'],
  'refusals.hostile': [
    '压缩包结构异常（{{part}}），为安全起见未予打开。请用表格软件重新另存为 XLSX',
    'The packing of this file is not sound ({{part}}), so it was not opened. Save it again as XLSX in a spreadsheet program',
  ],
  'refusals.unpackedTooLarge': [
    '文件解压后超过 {{limit}} MB，请只保留要导入的一张表，并拆分后分次导入',
    'Unpacked, the file is over {{limit}} MB; keep just the sheet to be imported, and split it',
  ],
  'refusals.damaged': [
    '文件已损坏，无法读取（{{part}}）。请用表格软件打开后重新另存',
    'The file is damaged and cannot be read ({{part}}). Open it in a spreadsheet program and save it again',
  ],
  'refusals.encoding': [
    '第 {{row}} 行的文字既不是 UTF-8 编码，也不是 GB18030（GBK）编码。请另存为“CSV UTF-8”后再上传',
    'Row {{row}} is written in neither UTF-8 nor GB18030 (GBK). Save the file as “CSV UTF-8”',
  ],
  'refusals.nul': [
    '第 {{row}} 行含有空字符，这不是文本文件，或编码有误。请另存为“CSV UTF-8”后再上传',
    'Row {{row}} holds a NUL character: this is no text file, or its encoding is wrong. Save it as “CSV UTF-8”',
  ],
  'refusals.quotes': [
    '第 {{row}} 行的引号不成对：引号须把整格括起来，格内的引号须写两遍',
    'In row {{row}} the quotation marks do not match: they must enclose the whole cell, and one inside it is written twice',
  ],
  'refusals.formula': [
    '第 {{row}} 行有写成 ="…" 的公式，请改为文字，例如把该列设为“文本”格式后另存为 XLSX',
    'Row {{row}} has a formula of the form ="…"; make it text, for instance by formatting the column as text and saving as XLSX',
  ],
  'refusals.tooManyRows': [
    '超过 {{limit}} 行，请拆分后分次导入；一行也没有导入',
    'There are more than {{limit}} rows; split the file. Nothing was imported',
  ],
  'refusals.tooManyColumns': ['第 {{row}} 行超过 {{limit}} 列', 'Row {{row}} has more than {{limit}} columns'],
  'refusals.headerMissing': [
    '第 {{row}} 行（表头）{{column}} 列没有列名。表头须在第一个非空行，每列都有列名',
    'Row {{row}} (the header) has no name in column {{column}}. The first row that is not blank must name every column',
  ],
  'refusals.headerDoubled': [
    '第 {{row}} 行（表头）的列名“{{name}}”在 {{first}} 列和 {{column}} 列重复',
    'In row {{row}} (the header) the name “{{name}}” stands twice, in columns {{first}} and {{column}}',
  ],
  'refusals.headerUnreadable': [
    '第 {{row}} 行（表头）{{column}} 列无法作为列名读取：表头不能有公式、错误值或合并的单元格',
    'In row {{row}} (the header) column {{column}} cannot be read as a name: a header has no formula, error value or merged cell',
  ],
  'refusals.tooManyMerged': [
    '合并的单元格超过 {{limit}} 处，请全部取消合并后再上传',
    'Cells are merged in more than {{limit}} places; unmerge all of them',
  ],

  'problems.formula': [
    '第 {{row}} 行“{{column}}”是公式，请改为数值或文字（选择性粘贴为“值”）',
    'Row {{row}}, column “{{column}}” is a formula; replace it by its value (paste special, values)',
  ],
  'problems.merged': [
    '第 {{row}} 行“{{column}}”在合并的单元格 {{range}} 中，请取消合并，每行各自填写',
    'Row {{row}}, column “{{column}}” lies in the merged cells {{range}}; unmerge them and fill in each row',
  ],
  'problems.errorValue': [
    '第 {{row}} 行“{{column}}”是错误值 {{found}}',
    'Row {{row}}, column “{{column}}” holds the error value {{found}}',
  ],
  'problems.number': ['第 {{row}} 行“{{column}}”不是有效的数字', 'Row {{row}}, column “{{column}}” is not a valid number'],
  'problems.digits': [
    '第 {{row}} 行“{{column}}”存成了数字，末几位已经丢失。请把该列设为“文本”格式，重新填写',
    'Row {{row}}, column “{{column}}” was stored as a number and has lost its last digits. Format the column as text and enter it again',
  ],
  'problems.date': ['第 {{row}} 行“{{column}}”不是有效的日期', 'Row {{row}}, column “{{column}}” is not a valid date'],
  'problems.tooLong': [
    '第 {{row}} 行“{{column}}”超过 {{limit}} 个字符',
    'Row {{row}}, column “{{column}}” is longer than {{limit}} characters',
  ],
  'problems.unreadable': [
    '第 {{row}} 行“{{column}}”含有无法显示的字符（{{found}}），原文可能已经损坏',
    'Row {{row}}, column “{{column}}” holds a character that cannot be shown ({{found}}); the text may be damaged',
  ],
  'problems.beyondHeader': [
    '第 {{row}} 行 {{column}} 列有内容，但表头中没有这一列',
    'Row {{row}} has something in column {{column}}, which the header does not name',
  ],
  'problems.cells': [
    '第 {{row}} 行有 {{found}} 格，表头有 {{expected}} 格，请检查逗号和引号',
    'Row {{row}} has {{found}} cells and the header has {{expected}}; check the commas and quotation marks',
  ],
});
