// Giving the reader a file made on the page: a table as CSV (with a byte-order mark, so that Excel reads Chinese), an image.
import { exportList } from '../shared/accessLog.ts';
import { call } from './call.ts';
import { queries } from './query.ts';

let beginning = '';
/** What the name of every file begins with that is saved from now on: that it holds trial data. */
export const nameFilesBeginning = (words: string): void => void (beginning = words);

export function saveFile(name: string, content: Blob): void {
  const at = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = at;
  link.download = `${beginning}${name}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(at), 10_000);
}

/** A cell that begins like a formula is kept as text: a spreadsheet must not run what somebody typed. */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** What is taken away stands in the security log; the readings behind it are in the access log in any case. */
function report(name: string, rows: number): void {
  if (!queries.getQueryData(['session'])) return;
  call(exportList, { body: { caption: name.slice(0, 200), rows } }).catch(() => undefined);
}

export function saveCsv(name: string, head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  report(name, rows.length);
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  saveFile(`${name}.csv`, new Blob(['\u{feff}', text], { type: 'text/csv;charset=utf-8' }));
}

/** Saves a `data:` URL in base64; decoded here because the page may connect to nothing but its server. */
export function saveDataUrl(name: string, url: string): void {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (one) => one.charCodeAt(0));
  saveFile(name, new Blob([bytes], { type: 'image/png' }));
}

/** Draws an SVG of the page, with the styles that it has there, into a PNG twice its size. */
export function saveSvgAsPng(name: string, drawing: SVGSVGElement): void {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.viewBox.baseVal;
  const properties = [
    'fill',
    'stroke',
    'stroke-width',
    'font-family',
    'font-size',
    'font-weight',
    'text-anchor',
    'paint-order',
    'stroke-linejoin',
  ];
  const styled = [...copy.querySelectorAll<SVGElement>('*')];
  for (const [at, one] of [...drawing.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(one);
    for (const property of properties) styled[at]?.style.setProperty(property, style.getPropertyValue(property));
  }
  copy.setAttribute('width', String(width * 2));
  copy.setAttribute('height', String(height * 2));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const source = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0);
      saveDataUrl(`${name}.png`, canvas.toDataURL('image/png'));
    }
    URL.revokeObjectURL(source);
  };
  image.src = source;
}
