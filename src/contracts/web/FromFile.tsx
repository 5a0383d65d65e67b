// A new contract begins with its file: the seller says that it holds no secret, drops it, and what was read fills the form for him to confirm.
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Verdict } from '../../platform/web/Parts.tsx';
import { ProblemError } from '../../platform/web/problem.ts';
import { useSession } from '../../platform/web/session.ts';
import { upload } from '../../platform/web/upload.ts';
import { DropZone } from '../../records/web/index.ts';
import type { z } from 'zod';
import { checkContract, type CheckResult } from '../check.ts';
import { countOf, formOf, type Matched } from '../fromReading.ts';
import type { Reading } from '../reading.ts';
import { readContract } from '../routes.ts';
import { subtypesOf, type Terms } from '../terms.ts';
import { firstMark } from './fileMarks.ts';
import { useSignalSentence } from './signalSentence.ts';

type Read = z.output<typeof readContract.response>;
export type Begun = {
  name: string;
  verdict: CheckResult['verdict'];
  form: Record<string, unknown>;
  count: number;
  notes: string[];
};

/** The organization of the register that bears a code, or a name to the letter; null where none or several do. */
async function organizationOf(name: string, creditCode: string | null): Promise<string | null> {
  const query = { q: creditCode ?? name, state: 'active', limit: 5 };
  const { items } = await request<{ items: { id: string; name: string; creditCode: string | null }[] }>('GET', '/organizations', {
    query,
  });
  const found = items.filter((one) => (creditCode ? one.creditCode === creditCode : one.name === name));
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

const matched = (fields: Reading): Promise<Matched[]> =>
  Promise.all(
    fields.parties.map(async ({ role, name, creditCode }) => {
      const code = creditCode?.valid ? creditCode.value : null;
      return { role, name: name.value, creditCode: code, organization: await organizationOf(name.value, code) };
    }),
  );

export function FromFile({ onBegun }: { onBegun: (begun: Begun) => void }) {
  const t = useWords();
  const session = useSession();
  const sentence = useSignalSentence();
  const [sure, setSure] = useState(false);
  const [reading, setReading] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const own = session?.organization ?? null;
  const read = async (file: File) => {
    setProblem(null);
    setReading(0);
    const mark = await firstMark(file);
    if (mark !== null) {
      // Stopped here: nothing of it leaves the browser.
      setReading(null);
      const detail = t('contracts:refusals.markedSecret', { mark });
      setProblem(new ProblemError({ code: 'contract.markedSecret', status: 422, detail, errors: [], trace: '' }));
      return;
    }
    try {
      const { name, text, fields } = await upload<Read>(readContract.path, file, setReading);
      const [parties, check] = await Promise.all([matched(fields), call(checkContract, { body: { text } })]);
      const form = { ...formOf(fields, parties, own), ...proposed(check) };
      onBegun({
        name,
        verdict: check.verdict,
        count: countOf(form),
        notes: [...notesOf(t, fields, parties, own), ...check.signals.map(({ code, params }) => sentence({ key: code, params }))],
        form: { ...form, text, noSecrets: true },
      });
    } catch (refused) {
      setProblem(refused);
    }
    setReading(null);
  };
  return (
    <section className="card contract-file" aria-label={t('contracts:file.title')}>
      <h2>{t('contracts:file.title')}</h2>
      <p className="note">{t('contracts:file.note')}</p>
      <label className="contract-sure">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} /> {t('contracts:file.confirm')}
      </label>
      {sure ? (
        <DropZone
          accept=".docx,.pdf,.txt"
          title={reading === null ? t('contracts:file.title') : t('contracts:file.reading')}
          button={t('contracts:file.choose')}
          onFiles={([file]) => {
            if (file && reading === null) void read(file);
          }}
        />
      ) : null}
      {reading === null ? null : (
        <progress max={100} value={reading === 100 ? undefined : reading} aria-label={t('contracts:file.reading')} />
      )}
      {problem ? <ProblemView problem={problem} /> : null}
    </section>
  );
}

/** The type and sub-type that the rules propose; a consulting contract has no sub-types. */
function proposed({ type, subtype }: { type: Terms['type']; subtype: string | null }): Partial<Pick<Terms, 'type' | 'subtype'>> {
  if (type === null) return {};
  const code = subtype === 'generalService' ? 'general' : subtype;
  const known = subtypesOf[type].find((one) => one === code);
  return known ? { type, subtype: known } : { type };
}

/** What the seller should look at himself. */
function notesOf(t: ReturnType<typeof useWords>, fields: Reading, parties: readonly Matched[], own: string | null): string[] {
  const strangers = parties.filter((one) => one.role !== 'seller' && one.organization === null);
  const seller = parties.find((one) => one.role === 'seller');
  return [
    ...(fields.totalAmount?.doubt ? [t('contracts:file.doubt')] : []),
    ...(seller && seller.organization !== own ? [t('contracts:file.otherSeller', { name: seller.name })] : []),
    ...strangers.map(({ name }) => t('contracts:file.unknownParty', { name })),
  ];
}

const tones = { registrable: 'good', 'not-registrable': 'bad', unclear: 'none' } as const;

/** What was read, and what the rules say of it, above the form. */
export function WhatWasRead({ begun }: { begun: Begun }) {
  const t = useWords();
  return (
    <section className="card contract-read" aria-label={t('contracts:file.title')}>
      <p>
        <Verdict tone={tones[begun.verdict]}>{t(`contractCheck:verdict.${begun.verdict}`)}</Verdict>{' '}
        <AsWritten>{t('contracts:file.read', { name: begun.name, count: begun.count })}</AsWritten>
      </p>
      {begun.notes.length > 0 ? (
        <ul>
          {begun.notes.map((one) => (
            <li key={one}>
              <AsWritten>{one}</AsWritten>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
