// The letter of an application: downloaded as it was filled in, uploaded once it is sealed. Not what becomes of it.
import { useState } from 'react';
import type { z } from 'zod';
import { address } from '../../platform/web/call.ts';
import { saveFile } from '../../platform/web/download.ts';
import { languageNow, useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { problemOf, unreachable } from '../../platform/web/problem.ts';
import { shownSize, upload } from '../../platform/web/upload.ts';
import { DropZone } from '../../records/web/index.ts';
import type { SignUpForm } from '../signUp.ts';
import { letterEndings, printLetter, putLetter } from '../signUpRoutes.ts';

export type Uploaded = { upload: string; secret: string; name: string; size: number };

/** `form` throws where something is missing: the browser shows at which field. */
export function DownloadLetter({
  form,
  onProblem,
}: {
  form: () => z.output<typeof SignUpForm>;
  onProblem: (problem: unknown) => void;
}) {
  const t = useWords();
  const [making, setMaking] = useState(false);
  const download = async (button: HTMLButtonElement) => {
    const fields = [...(button.form?.querySelectorAll<HTMLInputElement>('input, select') ?? [])];
    if (!fields.every((one) => one.type === 'file' || one.reportValidity())) return;
    setMaking(true);
    try {
      const headers = { 'Content-Type': 'application/json', 'Accept-Language': languageNow() };
      const answer = await fetch(address(printLetter.path), { method: 'POST', headers, body: JSON.stringify(form()) }).catch(
        () => {
          throw unreachable();
        },
      );
      if (!answer.ok) throw await problemOf(answer);
      saveFile(`${t('signUps:letter')}.pdf`, await answer.blob());
    } catch (problem) {
      onProblem(problem);
    } finally {
      setMaking(false);
    }
  };
  return (
    <div>
      <button type="button" className="button" disabled={making} onClick={(event) => void download(event.currentTarget)}>
        {t(making ? 'signUps:form.making' : 'signUps:form.download')}
      </button>
      <p className="note">{t('signUps:form.letterHelp')}</p>
    </div>
  );
}

export function LetterUpload({ letter, onLetter }: { letter: Uploaded | null; onLetter: (letter: Uploaded) => void }) {
  const t = useWords();
  const [percent, setPercent] = useState<number | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (file: File) => {
    setRefused(null);
    setPercent(0);
    try {
      onLetter(await upload<Uploaded>(putLetter.path, file, setPercent));
    } catch (problem) {
      setRefused(problem);
    } finally {
      setPercent(null);
    }
  };
  return (
    <>
      <DropZone
        title={t('signUps:form.drop')}
        button={t('signUps:form.pick')}
        accept={letterEndings.map((one) => `.${one}`).join(',')}
        onFiles={([file]) => file && void send(file)}
      >
        {percent === null ? null : <output>{t('signUps:form.uploading', { percent })}</output>}
        {letter && percent === null ? (
          <output className="sign-up-found">
            {t('signUps:form.uploaded', { name: letter.name, size: shownSize(letter.size) })}
          </output>
        ) : null}
      </DropZone>
      {refused ? <ProblemView problem={refused} /> : null}
    </>
  );
}
