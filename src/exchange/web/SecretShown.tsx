// A secret that is told once: shown where it was asked for, copied by a button, forgotten with the page. Kept nowhere in the browser.
import { useState } from 'react';
import './exchange.css';

export function SecretShown({ secret, say }: { secret: string; say: (said: 'shown' | 'copy' | 'copied') => string }) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      <p>{say('shown')}</p>
      <pre className="exchange-code exchange-token">{secret}</pre>
      {window.isSecureContext ? (
        <button
          type="button"
          className="button button-primary"
          onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
        >
          {copied ? say('copied') : say('copy')}
        </button>
      ) : null}
    </>
  );
}
