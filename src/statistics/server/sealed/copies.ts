// Sealed copies of returns: how one stands, what is missing, and the act that takes a scan. Not how a scan is read (scan.ts).
import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import type { Forms } from '../../../forms/server/index.ts';
import {
  codeWanted,
  type CopyStanding,
  editionIn,
  notAsked,
  otherEdition,
  type SealedCopy,
  stillMissing,
  typedCode,
  wrongCode,
} from '../../sealedCopy.ts';
import { handedStates, life } from '../../statisticalReturn.ts';
import type { ReturnRow } from '../returnShapes.ts';
import type { StatisticsTables } from '../tables.ts';
import { codeOf, editionOf } from './code.ts';

/** Where the files of returns are kept; plugged in once the house has them. */
export type ReturnFiles = {
  put: (of: { name: string; content: Buffer; uploadedBy: string | null }) => Promise<{ id: string; name: string }>;
  /** What the house made itself. */
  keep: (of: { name: string; content: Buffer; type: string; uploadedBy: null }) => Promise<{ id: string }>;
  /** `at`: only while an invented city is loaded. */
  attach: (of: {
    tx: object;
    actor: Actor;
    record: { kind: string; id: string };
    uploads: readonly string[];
    at: Date | undefined;
  }) => Promise<string[]>;
};
type Taking = { upload: string; typed: string | null; actor: Actor; day: string; at: Date | undefined };
export type SealedCopies = ReturnType<typeof openSealedCopies>;
type Held = { id: string; state: string; size: number; digest: string };
/** Attachments that hold copies, by their number. */
export type HeldCopies = ReadonlyMap<string, Held>;

export function openSealedCopies(forms: Forms, files: () => ReturnFiles) {
  const asking = forms.list().flatMap(({ code, sealed }) => (sealed ? [code] : []));
  const asks = (row: Pick<ReturnRow, 'form'>): boolean => asking.includes(row.form);
  const has = sql<boolean>`coalesce((statistical_returns.sealed->>'edition')::int = greatest(statistical_returns.edition, 1)
    and exists (select from attachments a where a.id = (statistical_returns.sealed->>'attachment')::uuid and a.state = 'attached'), false)`;
  const asked = sql<boolean>`(statistical_returns.form = any(${asking}::text[]) and statistical_returns.state = any(${handedStates}::text[]))`;
  return {
    asks,
    /** Conditions on the table of returns: among those of which a copy is asked. */
    lacking: sql<boolean>`(${asked} and not ${has})`,
    there: sql<boolean>`(${asked} and ${has})`,
    typed: sql<boolean>`(${asked} and ${has} and statistical_returns.sealed->>'how' = 'typed')`,

    async held(rows: readonly ReturnRow[], on: QueryExecutorProvider): Promise<HeldCopies> {
      const ids = rows.flatMap(({ sealed }) => sealed?.attachment ?? []);
      if (ids.length === 0) return new Map();
      const found =
        await sql<Held>`select id, state, size::int as size, file as digest from attachments where id = any(${ids}::uuid[])`.execute(
          on,
        );
      return new Map(found.rows.map((one) => [one.id, one]));
    },

    said(row: ReturnRow, held: HeldCopies | undefined) {
      if (!asks(row)) return null;
      const { sealed } = row;
      const file = sealed === null ? undefined : held?.get(sealed.attachment);
      return {
        standing: standingOf(row, file),
        copy:
          sealed === null || file === undefined
            ? null
            : {
                edition: sealed.edition,
                how: sealed.how,
                on: sealed.on,
                attachment: sealed.attachment,
                size: file.size,
                digest: file.digest,
              },
      };
    },

    /** @throws {Refusal} where the form asks a copy and that of the figures that stand is not there. */
    async refuseWithout(tx: QueryExecutorProvider, row: ReturnRow): Promise<void> {
      if (!asks(row)) return;
      const { rows } = await sql<{ has: boolean }>`select ${has} as has from statistical_returns where id = ${row.id}`.execute(
        tx,
      );
      if (rows[0]?.has !== true) throw stillMissing();
    },

    /**
     * Takes a scan that was read. Which version is asked is looked at here once more: figures may have been put right since.
     * @throws {Refusal} `sealed.notAsked`, `sealed.otherEdition`, `sealed.wrongCode`, `sealed.codeWanted`.
     */
    async take(
      tx: Transaction<StatisticsTables>,
      row: ReturnRow,
      { upload, typed, actor, day, at }: Taking,
    ): Promise<SealedCopy> {
      if (!asks(row)) throw notAsked();
      const scan = await tx
        .deleteFrom('sealed_scans')
        .where('upload', '=', upload)
        .where('return', '=', row.id)
        .returning('code')
        .executeTakeFirst();
      if (!scan) throw wrongField('upload', 'notRead', 'sealed:refusals.notRead');
      const wanted = codeOf(row);
      const code = scan.code ?? typedFrom(typed);
      if (code !== wanted) {
        const [found, edition] = [editionIn(code), editionOf(row)];
        throw found === edition ? wrongCode() : otherEdition({ found, asked: edition });
      }
      // Only the one who sent the scan may use it: so says the keeping of files.
      const record = { kind: life.kind, id: row.id };
      const [attachment] = await files().attach({ tx, actor, record, uploads: [upload], at });
      if (attachment === undefined) throw new Error(`upload ${upload} was not attached`);
      const how = scan.code === null ? 'typed' : 'read';
      return { edition: editionOf(row), code, how, attachment, on: day, by: actor.account };
    },
  };
}

function typedFrom(said: string | null): string {
  if (said === null) throw codeWanted();
  const code = typedCode(said);
  if (code === null) throw wrongCode();
  return code;
}

function standingOf(row: ReturnRow, file: Held | undefined): CopyStanding {
  if (!handedStates.includes(row.state)) return 'early';
  if (row.sealed === null) return 'missing';
  if (row.sealed.edition !== editionOf(row)) return 'old';
  return file?.state === 'attached' ? 'there' : 'withdrawn';
}
