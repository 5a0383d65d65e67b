// A secret that is told once: shown where it was asked for, copied by a button, forgotten with the page. Kept nowhere in the browser.
import { useState } from 'react';
import './exchange.css';

type Words = { shown: string; copy: string; copied: string };
export function SecretShown({ secret, words }: { secret: string; words: Words }) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      <p>{words.shown}</p>
      <pre className="exchange-code exchange-token">{secret}</pre>
      {window.isSecureContext ? (
        <button
          type="button"
          className="button button-primary"
          onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
        >
          {copied ? words.copied : words.copy}
        </button>
      ) : null}
    </>
  );
}
