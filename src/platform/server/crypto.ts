// Cryptography by suite, international or SM (商用密码): digests, codes, sealing, signatures, passwords. One interface; where the key comes from is secret.ts.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  pbkdf2,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { hash as argon2, verify as argon2Fits } from '@node-rs/argon2';
import { sm2 } from 'sm-crypto-v2';
import { refusal } from '../shared/errors.ts';

export const suites = ['international', 'sm'] as const;
/** `international`: SHA-256, HMAC-SHA-256, AES-256-GCM, Ed25519, argon2id. `sm`: SM3, HMAC-SM3, SM4-CBC, SM2, PBKDF2-HMAC-SM3. */
export type Suite = (typeof suites)[number];

/** What a key is for: each purpose has a key of its own, derived from the house's secret. */
export type Purpose =
  | 'secondFactor'
  | 'recoveryCode'
  | 'signature'
  | 'check'
  | 'webhook'
  | `files.${string}`
  | `documents.${string}`;

export type Crypto = {
  suite: Suite;
  /** Whether there is a secret; without one only `digest` works, and the rest throws `noKey`. */
  hasKey: boolean;
  /** 32 bytes, without a key. */
  digest: (data: string | Buffer) => Buffer;
  /** 32 bytes that only who holds the key can make. */
  mac: (purpose: Purpose, data: string | Buffer) => Buffer;
  /** Encrypts; `about` is whose it is: it opens for nothing else. */
  seal: (purpose: Purpose, plain: Buffer, about: string) => Buffer;
  /** Throws on whatever was changed, or belongs to something else, or was sealed by another key or suite. */
  open: (purpose: Purpose, sealed: Buffer, about: string) => Buffer;
  sign: (data: Buffer) => Buffer;
  verify: (data: Buffer, signature: Buffer) => boolean;
  /** What others check signatures with: raw bytes of Ed25519, or the uncompressed point of SM2. */
  publicKey: () => Buffer;
};

export const noKey = refusal('crypto.noKey', 503, 'accounts:refusals.noKey');

const hashes = { international: 'sha256', sm: 'sm3' } as const;

/** Opens a suite over the house's secret, at least 32 bytes; null where there is none. */
export function openCrypto({ suite, secret }: { suite: Suite; secret: Buffer | null }): Crypto {
  const hash = hashes[suite];
  const keyFor = (purpose: string, bytes: number): Buffer => {
    if (secret === null) throw noKey();
    return Buffer.from(hkdfSync(hash, secret, 'touyan', `${suite} ${purpose}`, bytes));
  };
  const sealing = suite === 'sm' ? smSealing : internationalSealing;
  const signing = suite === 'sm' ? smSigning : internationalSigning;
  return {
    suite,
    hasKey: secret !== null,
    digest: (data) => createHash(hash).update(data).digest(),
    mac: (purpose, data) => macOf(hash, keyFor(`mac ${purpose}`, 32), data),
    seal: (purpose, plain, about) => sealing.seal(keyFor(`seal ${purpose}`, 64), plain, about),
    open: (purpose, sealed, about) => sealing.open(keyFor(`seal ${purpose}`, 64), sealed, about),
    sign: (data) => signing(keyFor('signature', 32)).sign(data),
    verify: (data, signature) => signing(keyFor('signature', 32)).verify(data, signature),
    publicKey: () => signing(keyFor('signature', 32)).publicKey(),
  };
}

export const macOf = (hash: 'sha256' | 'sm3', key: string | Buffer, data: string | Buffer): Buffer =>
  createHmac(hash, key).update(data).digest();

const broken = (): Error => new Error('what was sealed was changed, or is opened with another key or for another purpose');
type Sealing = {
  seal: (key: Buffer, plain: Buffer, about: string) => Buffer;
  open: (key: Buffer, sealed: Buffer, about: string) => Buffer;
};

/** 1 ‖ nonce (12) ‖ tag (16) ‖ AES-256-GCM. */
const internationalSealing: Sealing = {
  seal(key, plain, about) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.subarray(0, 32), nonce).setAAD(Buffer.from(about));
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), text]);
  },
  open(key, sealed, about) {
    if (sealed[0] !== 1 || sealed.length < 29) throw broken();
    const decipher = createDecipheriv('aes-256-gcm', key.subarray(0, 32), sealed.subarray(1, 13));
    decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
  },
};

/** 2 ‖ iv (16) ‖ HMAC-SM3 (32) ‖ SM4-CBC: encrypted, then authenticated, for OpenSSL has no SM4-GCM before 3.1. */
const smSealing: Sealing = {
  seal(key, plain, about) {
    const iv = randomBytes(16);
    const cipher = createCipheriv('sm4-cbc', key.subarray(0, 16), iv);
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(2), iv, smTag(key, iv, text, about), text]);
  },
  open(key, sealed, about) {
    if (sealed[0] !== 2 || sealed.length < 65) throw broken();
    const [iv, tag, text] = [sealed.subarray(1, 17), sealed.subarray(17, 49), sealed.subarray(49)];
    if (!timingSafeEqual(tag, smTag(key, iv, text, about))) throw broken();
    const decipher = createDecipheriv('sm4-cbc', key.subarray(0, 16), iv);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  },
};

/** The length of `about` stands before it, so that nothing of the text can be taken for it. */
function smTag(key: Buffer, iv: Buffer, text: Buffer, about: string): Buffer {
  const said = Buffer.from(about);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(said.length);
  return macOf('sm3', key.subarray(32), Buffer.concat([Buffer.of(2), length, said, iv, text]));
}

type Signing = {
  sign: (data: Buffer) => Buffer;
  verify: (data: Buffer, signature: Buffer) => boolean;
  publicKey: () => Buffer;
};

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function internationalSigning(seed: Buffer): Signing {
  const key = createPrivateKey({ key: Buffer.concat([ed25519Head, seed]), format: 'der', type: 'pkcs8' });
  const open = createPublicKey(key);
  return {
    sign: (data) => sign(null, data, key),
    verify: (data, signature) => verify(null, data, open, signature),
    publicKey: () => open.export({ format: 'der', type: 'spki' }).subarray(-32),
  };
}

/** Order of the curve of SM2 (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
/** The name under which a signer signs unless told otherwise (GB/T 35276). */
const userId = '1234567812345678';

function smSigning(seed: Buffer): Signing {
  const held = (BigInt(`0x${seed.toString('hex')}`) % (order - 2n)) + 1n;
  const privateKey = held.toString(16).padStart(64, '0');
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  const how = { hash: true, der: true, userId, publicKey };
  return {
    sign: (data) => Buffer.from(sm2.doSignature(data, privateKey, how), 'hex'),
    verify: (data, signature) => smFits(data, signature, publicKey),
    publicKey: () => Buffer.from(publicKey, 'hex'),
  };
}

/** What is no signature at all does not fit either. */
function smFits(data: Buffer, signature: Buffer, publicKey: string): boolean {
  try {
    return sm2.doVerifySignature(data, signature.toString('hex'), publicKey, { hash: true, der: true, userId });
  } catch {
    return false;
  }
}

const rounds = 600_000;
const derive = promisify(pbkdf2);
/** A password means the same however a keyboard composed it. */
const composed = (password: string): string => password.normalize('NFKC');

/** argon2id, 19 MiB, 2 passes (the library's defaults, which are OWASP's); in the suite `sm` PBKDF2-HMAC-SM3. */
export async function hashPassword(password: string, suite: Suite = 'international'): Promise<string> {
  if (suite === 'international') return argon2(composed(password));
  const salt = randomBytes(16);
  const key = await derive(composed(password), salt, rounds, 32, 'sm3');
  return `$pbkdf2-sm3$i=${rounds}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Compares by the manner in which it was kept: a city's passwords outlive a change of the defaults. */
export async function passwordFits(kept: string, password: string): Promise<boolean> {
  const [, times, salt, key] = /^\$pbkdf2-sm3\$i=(\d{1,8})\$([\w-]+)\$([\w-]+)$/.exec(kept) ?? [];
  if (times === undefined || salt === undefined || key === undefined) return argon2Fits(kept, composed(password));
  const wanted = Buffer.from(key, 'base64url');
  const made = await derive(composed(password), Buffer.from(salt, 'base64url'), Number(times), wanted.length, 'sm3');
  return timingSafeEqual(made, wanted);
}
