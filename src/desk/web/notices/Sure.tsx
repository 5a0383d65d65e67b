// The question before what cannot be taken back.
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';

type Props = { open: boolean; close: () => void; title: string; question: string; danger?: true; go: () => unknown };

export function Sure({ open, close, title, question, danger, go }: Props) {
  const t = useWords();
  return (
    <Modal open={open} onClose={close} title={title}>
      <div className="form">
        <p>{question}</p>
        <div className="form-foot">
          <button
            type="button"
            className={danger ? 'button button-danger' : 'button button-primary'}
            onClick={() => {
              close();
              go();
            }}
          >
            {title}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('shell:cancel')}
          </button>
        </div>
      </div>
    </Modal>
  );
}
