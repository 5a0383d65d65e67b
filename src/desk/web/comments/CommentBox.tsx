// Where a comment is written: `@` offers whom one may mention, by keyboard or pointer; Ctrl+Enter posts. Not who may be mentioned (the server says).
// A native select or datalist cannot be driven from the text, hence roles:
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { type CommentAudience, listMentionable, longestComment, type Mentionable } from '../../comments.ts';
import { typedMention, withMention } from './mention.ts';

type Props = {
  record: string;
  audience: CommentAudience;
  submit: string;
  given?: string;
  send: (body: string, mentions: string[]) => Promise<void>;
  onCancel?: () => void;
  children?: ReactNode;
};

export function CommentBox({ record, audience, submit, given = '', send, onCancel, children }: Props) {
  const t = useWords();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(given);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const mention = useMention({ record, audience, text, box });
  const left = longestComment - text.trim().length;
  const post = async () => {
    if (sending || text.trim() === '' || left < 0) return;
    setSending(true);
    setRefused(null);
    const mentions = [...picked].filter(([name]) => text.includes(`@${name}`)).map(([, one]) => one);
    await send(text.trim(), mentions).catch(setRefused);
    setSending(false);
  };
  const pick = (one: Mentionable) => {
    const after = mention.put(one);
    if (!after) return;
    setText(after.text);
    setPicked(new Map(picked).set(one.name, one.id));
    mention.moveTo(after.caret);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void post();
    } else mention.onKey(event, pick);
  };
  return (
    <div className="comment-box">
      <label className="sr-only" htmlFor={id}>
        {t('notices:comments.write')}
      </label>
      <textarea
        ref={box}
        id={id}
        className="input"
        rows={2}
        value={text}
        placeholder={`${t('notices:comments.write')} · ${t('notices:comments.bodyHelp')}`}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={mention.open ? `${id}-list` : undefined}
        aria-activedescendant={mention.open && mention.items.length > 0 ? `${id}-${mention.at}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          mention.look(event.target);
        }}
        onSelect={(event) => mention.look(event.currentTarget)}
        onBlur={mention.close}
        onKeyDown={onKey}
      />
      {mention.open ? <Offered id={id} {...mention} pick={pick} /> : null}
      <div className="comment-foot">
        {children}
        {left < 200 ? <span className={left < 0 ? 'field-error' : 'note'}>{t('notices:comments.left', { left })}</span> : null}
        <span className="spread" />
        {onCancel ? (
          <button type="button" className="button button-small" onClick={onCancel}>
            {t('shell:cancel')}
          </button>
        ) : null}
        <button
          type="button"
          className="button button-primary"
          disabled={sending || text.trim() === '' || left < 0}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => void post()}
        >
          {sending ? t('notices:comments.sending') : submit}
        </button>
      </div>
      {refused ? <ProblemView problem={refused} /> : null}
    </div>
  );
}

type OfferedProps = { id: string; items: readonly Mentionable[]; at: number; pick: (one: Mentionable) => void };
function Offered({ id, items, at, pick }: OfferedProps) {
  const t = useWords();
  if (items.length === 0) return <output className="mention-list note">{t('notices:comments.nobody')}</output>;
  return (
    <div className="mention-list" role="listbox" id={`${id}-list`} aria-label={t('notices:comments.people')} tabIndex={-1}>
      {items.map((one, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          // Before the text loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            pick(one);
          }}
        >
          <span>{one.name}</span>
          {one.note ? <span className="note">{one.note}</span> : null}
        </button>
      ))}
    </div>
  );
}

type Around = {
  record: string;
  audience: CommentAudience;
  text: string;
  box: { readonly current: HTMLTextAreaElement | null };
};

/** The mention at the caret: who fits it, which is chosen, and the keys that choose. */
function useMention({ record, audience, text, box }: Around) {
  const language = useLanguage();
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const moved = useRef<number | null>(null);
  const typed = caret === null ? null : typedMention(text, caret);
  const q = typed?.q ?? '';
  const asked = useQuery({
    queryKey: ['comments', record, 'people', audience, q, language],
    queryFn: () => call(listMentionable, { query: { record, audience, q } }),
    enabled: typed !== null,
    placeholderData: (before) => before,
  });
  // Until those for what is typed now are there, of those for what was typed before only who fits it: Enter must not take another.
  const known = asked.data?.items ?? [];
  const items = typed === null ? [] : asked.isPlaceholderData ? known.filter((one) => one.name.includes(q)) : known;
  const chosen = Math.min(at, Math.max(0, items.length - 1));
  // The caret is put behind the name once the text holds it.
  useEffect(() => {
    if (moved.current === null) return;
    box.current?.setSelectionRange(moved.current, moved.current);
    moved.current = null;
  }, [text, box]);
  const close = () => setCaret(null);
  return {
    open: typed !== null && asked.isSuccess,
    items,
    at: chosen,
    close,
    look: (field: HTMLTextAreaElement) => {
      const now = field.selectionStart === field.selectionEnd ? field.selectionStart : null;
      if (now !== caret) setAt(0);
      setCaret(now);
    },
    put: (one: Mentionable) =>
      typed === null || caret === null ? null : withMention(text, { from: typed.from, caret, name: one.name }),
    moveTo: (to: number) => {
      moved.current = to;
      close();
    },
    onKey: (event: KeyboardEvent, pick: (one: Mentionable) => void) => {
      const one = items[chosen];
      if (typed === null || one === undefined) return;
      if (event.key === 'ArrowDown') setAt((chosen + 1) % items.length);
      else if (event.key === 'ArrowUp') setAt((chosen + items.length - 1) % items.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(one);
      else if (event.key === 'Escape') close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
