// What the process is told from outside: port, city, folders, database. Read once at the start; not the city's pack.
import { resolve } from 'node:path';
import { z } from 'zod';
import type { PortalSettings } from '../shared/portal.ts';
import { isScanAddress, isStoreAddress } from './files/addresses.ts';

/** Something that stops the start and that whoever sits at the terminal can mend: its message is one sentence, shown without a stack. */
export class StartError extends Error {
  /** What it is about, for callers that go on otherwise: `environment`, `port`, `database`, `server.held`, `server.notRunning`, … */
  readonly code: string;
  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'StartError';
    this.code = code;
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Env = {
  port: number;
  host: string;
  city: string;
  /** Absolute. */
  dataDir: string;
  /** Null: the embedded server. */
  databaseUrl: string | null;
  demo: boolean;
  /** Address by which people reach the house, when a proxy stands before it; null: the one it listens at. */
  publicUrl: string | null;
  /** Whether `X-Forwarded-*` is believed. */
  trustProxy: boolean;
  logLevel: LogLevel;
  /** Where mail goes out and whose it is; null: the house sends none. */
  mail: { url: string; from: string } | null;
  /** The gateway for short messages; null: there is none. */
  sms: { url: string; secret: string } | null;
  /** The government's portal by which organizations sign in; null: there is none. */
  oidc: PortalSettings | null;
  /** `s3://…`; null: the folder `DATA_DIR/files`. */
  files: string | null;
  /** Bytes of one uploaded file at most. */
  fileLimit: number;
  /** `clamd://host:port`; null: nothing is scanned. */
  scan: string | null;
  /** How many times the usual anybody may ask a minute; null: as often as he likes. */
  rateLimit: number | null;
  /** Milliseconds for which the house that was asked to stop still answers, until a balancer has seen it. */
  stopDelay: number;
  /** Months for which is kept who was shown what. */
  accessMonths: number;
  /** The suite of a new city; null: what it began with. */
  suite: 'international' | 'sm' | null;
  /** Key of what is sealed at rest; null: the file of the data folder, or none. */
  secretKey: Buffer | null;
};

const must = {
  PORT: 'must be a whole number from 0 to 65535 (0: any free port)',
  HOST: 'must be an address or a host name, such as 127.0.0.1 or 0.0.0.0',
  CITY: 'must be the name of a folder under cities/: small letters, digits and hyphens, at most 40',
  DATA_DIR: 'must be a folder',
  DATABASE_URL: 'must be a PostgreSQL address: postgres://user:password@host:5432/database',
  TOUYAN_DEMO: 'must be 1 (demo accounts) or 0',
  PUBLIC_URL: 'must be an http or https address, such as https://touyan.example.gov.cn',
  TRUST_PROXY: 'must be 1 (behind a proxy that sets X-Forwarded-For) or 0',
  RATE_LIMIT: 'must be off, or how many times the usual limits (1), such as 0.5 or 10',
  STOP_DELAY: 'must be a whole number of seconds from 0 to 99',
  ACCESS_LOG_MONTHS: 'must be a whole number of months from 6 (the law’s least) to 120',
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
  MAIL_URL: 'must be an address of a mail server: smtp://user:password@host:587 or smtps://user:password@host:465',
  MAIL_FROM: 'must be the address that mail comes from, such as Touyan <touyan@example.gov.cn>, and goes with MAIL_URL',
  SMS_URL: 'must be the http or https address of an SMS gateway',
  SMS_SECRET: 'must be a secret of 16 characters at least, shared with the gateway of SMS_URL',
  OIDC_ISSUER: 'must be the https (or, for trying, http) address of an OpenID Connect issuer',
  OIDC_CLIENT_ID: 'must be the name under which the portal knows this house, and goes with OIDC_ISSUER',
  OIDC_CLIENT_SECRET: 'must be the secret that the portal gave with OIDC_CLIENT_ID',
  OIDC_SCOPE: 'must be words with openid among them, such as "openid profile"',
  OIDC_CREDIT_CODE_CLAIM: 'must be the name of a claim',
  OIDC_ORGANIZATION_CLAIM: 'must be the name of a claim',
  OIDC_PERSON_CLAIM: 'must be the name of a claim',
  FILES: 'must be an address such as s3://bucket/folder?endpoint=https://store.example.cn, without a password in it',
  FILE_LIMIT: 'must be a whole number of megabytes from 1 to 500',
  SCAN: 'must be the address of a clamd: clamd://host:3310',
  CRYPTO_SUITE: 'must be international or sm',
  SECRET_KEY: 'must be at least 32 random bytes in hex or base64 (openssl rand -base64 32)',
};
type Name = keyof typeof must;
const secrets: readonly Name[] = [
  'DATABASE_URL',
  'MAIL_URL',
  'SMS_URL',
  'SMS_SECRET',
  'OIDC_CLIENT_SECRET',
  'FILES',
  'SECRET_KEY',
];

const isMailUrl = (said: string): boolean => /^smtps?:\/\/./.test(said) && URL.canParse(said);
const isPostgresUrl = (said: string): boolean => /^postgres(ql)?:\/\/./.test(said) && URL.canParse(said);

const claim = z.string().regex(/^[\w.:/-]{1,100}$/);

const shape = z.object({
  PORT: z
    .stringFormat('port', /^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  CITY: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .default('changzhou'),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z.string().refine(isPostgresUrl).optional(),
  TOUYAN_DEMO: z.enum(['0', '1']).default('0'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  RATE_LIMIT: z
    .string()
    .regex(/^(off|\d{1,3}(\.\d{1,3})?)$/)
    .transform((said) => (said === 'off' ? null : Number(said)))
    .refine((factor) => factor !== 0)
    .prefault('1'),
  STOP_DELAY: z
    .string()
    .regex(/^\d{1,2}$/)
    .prefault('0'),
  ACCESS_LOG_MONTHS: z
    .stringFormat('months', /^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(6).max(120))
    .default(12),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  MAIL_URL: z.string().refine(isMailUrl).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n@]{1,100}<[^\s<>@]+@[\w.-]+>|[^\s<>@]+@[\w.-]+)$/)
    .optional(),
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_SECRET: z.string().min(16).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(200).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/^(\S+ )*openid( \S+)*$/)
    .default('openid profile'),
  OIDC_CREDIT_CODE_CLAIM: claim.default('credit_code'),
  OIDC_ORGANIZATION_CLAIM: claim.default('organization_name'),
  OIDC_PERSON_CLAIM: claim.default('name'),
  FILES: z.string().refine(isStoreAddress).optional(),
  FILE_LIMIT: z
    .stringFormat('megabytes', /^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(500))
    .default(20),
  SCAN: z.string().refine(isScanAddress).optional(),
  CRYPTO_SUITE: z.enum(['international', 'sm']).optional(),
  SECRET_KEY: z
    .string()
    .refine((said) => keyIn(said) !== null)
    .optional(),
});

/** Reads and checks the environment; an empty value counts as not given. Throws `StartError` with one sentence about the first wrong value. */
export function readEnv(from: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.keys(must).flatMap((name) => (from[name] ? [[name, from[name]]] : [])));
  const read = shape.safeParse(given);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0]) as Name;
    // An address of a database, a mail server or a store may hold a password, and a key is one: it is not repeated.
    const said = secrets.includes(name) ? '' : `, but is "${from[name]}"`;
    throw new StartError('environment', `${name} ${must[name]}${said}.`);
  }
  const {
    PORT,
    HOST,
    CITY,
    DATA_DIR,
    DATABASE_URL,
    TOUYAN_DEMO,
    PUBLIC_URL,
    TRUST_PROXY,
    RATE_LIMIT,
    STOP_DELAY,
    ACCESS_LOG_MONTHS,
    LOG_LEVEL,
    FILES,
    FILE_LIMIT,
    SCAN,
    CRYPTO_SUITE,
    SECRET_KEY,
  } = read.data;
  return Object.freeze({
    port: PORT,
    host: HOST,
    city: CITY,
    dataDir: resolve(DATA_DIR ?? `data/${CITY}`),
    databaseUrl: DATABASE_URL ?? null,
    demo: TOUYAN_DEMO === '1',
    publicUrl: PUBLIC_URL ?? null,
    trustProxy: TRUST_PROXY === '1',
    logLevel: LOG_LEVEL,
    mail: pairOf('MAIL_FROM', read.data.MAIL_URL, read.data.MAIL_FROM, (url, sender) => ({ url, from: sender })),
    sms: pairOf('SMS_SECRET', read.data.SMS_URL, read.data.SMS_SECRET, (url, secret) => ({ url, secret })),
    oidc: portalOf(read.data),
    files: FILES ?? null,
    fileLimit: FILE_LIMIT * 1024 * 1024,
    scan: SCAN ?? null,
    rateLimit: RATE_LIMIT,
    stopDelay: Number(STOP_DELAY) * 1000,
    accessMonths: ACCESS_LOG_MONTHS,
    suite: CRYPTO_SUITE ?? null,
    secretKey: SECRET_KEY === undefined ? null : keyIn(SECRET_KEY),
  });
}

/** The portal, whole or not at all. */
function portalOf(read: z.infer<typeof shape>): PortalSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = read;
  const claims = {
    creditCode: read.OIDC_CREDIT_CODE_CLAIM,
    organization: read.OIDC_ORGANIZATION_CLAIM,
    person: read.OIDC_PERSON_CLAIM,
  };
  const rest = { scope: read.OIDC_SCOPE, claims };
  if (issuer === undefined) return null;
  if (clientId === undefined) throw new StartError('environment', `OIDC_CLIENT_ID ${must.OIDC_CLIENT_ID}: it is missing.`);
  return pairOf('OIDC_CLIENT_SECRET', clientId, clientSecret, (id, secret) => ({
    issuer,
    clientId: id,
    clientSecret: secret,
    ...rest,
  }));
}

/** Two values that go together: neither, or both. */
function pairOf<R>(
  second: Name,
  one: string | undefined,
  two: string | undefined,
  make: (one: string, two: string) => R,
): R | null {
  if (one === undefined) return null;
  if (two === undefined) throw new StartError('environment', `${second} ${must[second]}: it is missing.`);
  return make(one, two);
}

/** A key as it is written: at least 32 bytes in hex or base64; null for anything else. */
export function keyIn(said: string): Buffer | null {
  const bytes = /^(?:[0-9a-f]{2})+$/i.test(said) ? Buffer.from(said, 'hex') : Buffer.from(said, 'base64url');
  return /^[\w+/=-]+$/.test(said) && bytes.length >= 32 && bytes.length <= 1024 ? bytes : null;
}

/** What is said when another program listens where HTTP should. */
export const portTaken = (port: number): StartError =>
  new StartError(
    'port',
    `Port ${port} is taken by another program: stop that program, or choose another port with PORT=${port < 65_535 ? port + 1 : 3000}.`,
  );
