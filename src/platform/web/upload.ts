// Sends one file with its progress. Throws ProblemError as every call does.
import { address } from './call.ts';
import { languageNow } from './i18n.ts';
import { problemOf, unreachable } from './problem.ts';

/** `onProgress` is told percents of what was sent; 100 is sent, not yet looked at. */
export function upload<T>(path: string, file: File, onProgress: (percent: number) => void): Promise<T> {
  const body = new FormData();
  body.append('file', file);
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', address(path));
    sending.setRequestHeader('Accept', 'application/json');
    sending.setRequestHeader('Accept-Language', languageNow());
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 100 : Math.floor((loaded / total) * 100));
    sending.onerror = () => reject(unreachable());
    sending.onabort = () => reject(unreachable());
    sending.onload = () => {
      const { status, responseText } = sending;
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as T);
      else problemOf(new Response(responseText, { status })).then(reject, reject);
    };
    sending.send(body);
  });
}

/** `1.2 MB`, `34 kB`. */
export function shownSize(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} kB`;
}
