// A record of the plan at work on its page: head, what it says, what may be done with it, its history. What it says is the page's own.
import { type ReactNode } from 'react';
import { usePathParam } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../platform/web/Parts.tsx';
import type { Life } from '../../records/lifecycle.ts';
import { acted, History, RecordActions, RecordFiles, type RecordHead, RecordPage } from '../../records/web/index.ts';
import { asAsked, useAtWorkSources } from './at-work-forms.tsx';
import { toneOfState, useRecord } from './at-work-view.ts';
import './at-work.css';

type Kind<R> = {
  api: string;
  /** Module of words that names actions and states. */
  words: string;
  life: Life;
  back: { to: string; words: string };
  title: (one: R) => string;
  note?: (one: R) => ReactNode;
  /** Documents to hand out. */
  aside?: (one: R) => ReactNode;
  danger: readonly string[];
  /** Values that the form of an action begins with. */
  given?: (one: R, action: string) => Record<string, unknown> | undefined;
  children: (one: R) => ReactNode;
};

export function RecordFrame<R extends RecordHead>({ back, title, note, aside, children, ...kind }: Kind<R>) {
  const t = useWords();
  const { asked, key } = useRecord<R>(kind.api, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={back}>
      {(one) => (
        <>
          <PageHead
            title={title(one)}
            aside={aside?.(one)}
            note={
              <span className="head-names">
                <Tag tone={toneOfState(one.state)}>{t(`${kind.words}:states.${one.state}`)}</Tag>
                {note?.(one)}
              </span>
            }
          />
          <div className="two">
            <div className="stack">
              {children(one)}
              <RecordFiles kind={kind.life.kind} record={one.id} version={one.version} />
            </div>
            <div className="stack">
              <Actions one={one} {...kind} onDone={(after) => acted(key, after)} />
              <History api={kind.api} id={one.id} words={kind.words} title={t('atWork:task.history')} />
            </div>
          </div>
        </>
      )}
    </RecordPage>
  );
}

type ActionsProps<R> = Pick<Kind<R>, 'api' | 'words' | 'life' | 'danger' | 'given'> & { one: R; onDone: (after: R) => void };

/** What the reader may do with a record, and why not the rest. */
export function Actions<R extends RecordHead>({ one, api, words, life, danger, given, onDone }: ActionsProps<R>) {
  const sources = useAtWorkSources();
  return (
    <RecordActions
      {...{ one, life, api, words, danger, sources, onDone }}
      asked={asAsked}
      given={(action) => given?.(one, action)}
    />
  );
}
