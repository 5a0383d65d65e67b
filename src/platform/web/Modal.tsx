// A dialog or side drawer on the browser's own <dialog>: focus kept inside, Escape closes, focus goes back. No words of its own but "close".
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from './i18n.ts';

export type ModalProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  side?: 'centre' | 'right' | 'left' | 'top';
  hideTitle?: boolean;
  children: ReactNode;
};

/** The first field, where there is one, and not the button that closes. */
function focusFirst(dialog: HTMLDialogElement): boolean {
  const first = dialog.querySelector<HTMLElement>('.modal-content :is(input, select, textarea, button, a)');
  first?.focus();
  return first !== null;
}

export function Modal({ open, onClose, title, side = 'centre', hideTitle = false, children }: ModalProps) {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const one = dialog.current;
    if (!open && one?.open) one.close();
    if (!open || !one || one.open) return;
    one.showModal();
    if (focusFirst(one)) return;
    // What it holds may still be on its way.
    const arriving = new MutationObserver(() => {
      const head = one.querySelector('.modal-head');
      const untouched = document.activeElement === one || head?.contains(document.activeElement);
      if (!untouched || focusFirst(one)) arriving.disconnect();
    });
    arriving.observe(one, { childList: true, subtree: true });
    return () => arriving.disconnect();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`modal modal-${side}`}
      aria-labelledby={heading}
      onCancel={onClose}
      // The browser says late that it has closed: by then the dialog may have been opened anew.
      onClose={() => {
        if (!dialog.current?.open) onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      {open ? (
        <div className="modal-body">
          <div className={hideTitle ? 'modal-head sr-only' : 'modal-head'}>
            <h2 id={heading}>{title}</h2>
            <button type="button" className="button-plain" aria-label={t('shell:close')} onClick={() => dialog.current?.close()}>
              <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                <path d="M4 4l10 10M14 4L4 14" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
              </svg>
            </button>
          </div>
          <div className="modal-content">{children}</div>
        </div>
      ) : null}
    </dialog>
  );
}
