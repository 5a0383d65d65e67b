// One attachment looked at, with its digest, what may be done, and its history.
import { ActionBar } from '../../platform/web/ActionBar.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { Timeline } from '../../platform/web/Timeline.tsx';
import { FileDownload } from './FileDownload.tsx';
import { FileShown } from './FileShown.tsx';
import { type Attachment, attachmentAt, attachmentsApi } from './files.ts';
import { withControls } from './offered.ts';

type Props = { one: Attachment | null; marked: boolean; close: () => void; changed: () => Promise<void> };

export function AttachmentView({ one, marked, close, changed }: Props) {
  const t = useWords();
  return (
    <Modal open={one !== null} onClose={close} title={one?.name ?? t('attachments:erasedName')} side="right">
      {one ? (
        <div className="file-view">
          <FileShown key={one.id} file={{ ...one, name: one.name ?? '' }} at={attachmentAt(one)} marked={marked} />
          {one.state === 'erased' ? null : (
            <p>
              <FileDownload at={attachmentAt(one)} marked={marked} primary />
            </p>
          )}
          <p className="note file-digest">{t('attachments:digest', { digest: one.digest })}</p>
          {one.actions.length > 0 ? (
            <ActionBar
              record={{ ...one, actions: one.actions.filter(({ name }) => name !== 'openTo').map(asAsked) }}
              api={attachmentsApi}
              words="attachments"
              primary=""
              danger={['erase']}
              onDone={() => void changed()}
            />
          ) : null}
          <h3>{t('attachments:history')}</h3>
          <Timeline api={attachmentsApi} id={one.id} words="attachments" />
        </div>
      ) : null}
    </Modal>
  );
}

const asAsked = (offer: Attachment['actions'][number]) => {
  const asked = withControls(offer, { controls: { reason: { control: 'textarea', help: 'attachments:eraseNote' } } });
  return asked;
};
