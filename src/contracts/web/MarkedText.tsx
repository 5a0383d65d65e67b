// The box of the text, with one sentence marked in it: a layer behind the box holds the same text and the mark.
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../platform/web/i18n.ts';

/** A span of the text; `number` grows, so that the same span can be shown again. */
export type Marked = { at: readonly [number, number]; number: number };

type Props = { text: string; most: number; marked: Marked | null; onText: (text: string) => void };

/** Above this a second copy of the text would slow typing: then the sentence is selected instead. */
const mostMarked = 300_000;

export function MarkedText({ text, most, marked, onText }: Props) {
  const t = useWords();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!marked || !box.current) return;
    if (mark.current) {
      box.current.scrollTop = Math.max(0, mark.current.offsetTop - box.current.clientHeight / 3);
      box.current.scrollIntoView({ block: 'nearest' });
    } else {
      box.current.focus();
      box.current.setSelectionRange(...marked.at);
    }
  }, [marked]);
  const isMarked = marked !== null && text.length <= mostMarked;
  return (
    <div className="field check-field">
      <label className="field-label" htmlFor={id}>
        {t('contractCheck:field.text')}
      </label>
      <div className="check-box">
        <div className="check-layer input" ref={layer} aria-hidden="true">
          {isMarked ? (
            <>
              {text.slice(0, marked.at[0])}
              <mark ref={mark}>{text.slice(...marked.at)}</mark>
              {text.slice(marked.at[1])}
              {'\n'}
            </>
          ) : null}
        </div>
        <textarea
          id={id}
          ref={box}
          className="input"
          value={text}
          maxLength={most}
          spellCheck={false}
          placeholder={t('contractCheck:field.placeholder')}
          onChange={(event) => onText(event.target.value)}
          onScroll={(event) => {
            if (layer.current) layer.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </div>
  );
}
