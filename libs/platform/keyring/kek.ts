import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonical, isId } from '#kernel';

/** A secret under a key-encryption key, base64url; `ct` ends in the 16-byte tag. */
export interface Wrapped {
  readonly iv: string;
  readonly ct: string;
}

/** A key-encryption key: it wraps keys and never shows itself. What is wrapped opens only with the names it was bound to. */
export interface Kek {
  readonly id: string;
  wrap(secret: Uint8Array, boundTo: readonly string[]): Wrapped;
  /** Throws when it was wrapped under another key or bound to other names. */
  unwrap(wrapped: Wrapped, boundTo: readonly string[]): Uint8Array;
}

/**
 * The key-encryption key in `file`: two lines, `id <uuid>` and `key <32 bytes in base64url>`, mode 0600. Made, and on disk
 * before it is answered, when there is none and `mayCreate`; otherwise an absent, open or damaged file is an Error.
 */
export async function loadKek({ file, mayCreate }: { file: string; mayCreate: boolean }): Promise<Kek> {
  const text = await contentOrNew(file, mayCreate);
  if (text === undefined)
    throw new Error(`There is no key-encryption key at ${file} (KEK_FILE), and none may be made for these stores.`);
  const [, id, key = ''] = FORMAT.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64url');
  if (!isId(id) || bytes.length !== 32)
    throw new Error(`${file} (KEK_FILE) is no key-encryption key: it wants an id line and a line of 32 bytes.`);
  return kekOf(id, bytes);
}

async function contentOrNew(file: string, mayCreate: boolean): Promise<string | undefined> {
  try {
    return (await contentOf(file)) ?? (mayCreate ? await create(file) : undefined);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(`The key-encryption key ${file} (KEK_FILE) can be neither read nor made: ${code}.`, {
      cause: error,
    });
  }
}

const FORMAT = /^id ([0-9a-f-]{36})\nkey ([A-Za-z0-9_-]{43})\n?$/;

async function contentOf(file: string): Promise<string | undefined> {
  const handle = await open(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) throw new Error(`Others than its owner may open ${file} (KEK_FILE): give it mode 0600.`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function create(file: string): Promise<string | undefined> {
  const folder = dirname(file);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`id ${randomUUID()}\nkey ${randomBytes(32).toString('base64url')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was first: theirs is the key
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(made));
  return contentOf(file);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

function kekOf(id: string, bytes: Uint8Array): Kek {
  const aad = (boundTo: readonly string[]): Buffer => Buffer.from(canonical([...boundTo, id]));
  return {
    id,
    wrap(secret, boundTo) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', bytes, iv, { authTagLength: 16 }).setAAD(aad(boundTo));
      const ct = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
      return { iv: iv.toString('base64url'), ct: ct.toString('base64url') };
    },
    unwrap(wrapped, boundTo) {
      const ct = Buffer.from(wrapped.ct, 'base64url');
      try {
        const iv = Buffer.from(wrapped.iv, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', bytes, iv, { authTagLength: 16 }).setAAD(aad(boundTo));
        decipher.setAuthTag(ct.subarray(-16));
        return Buffer.concat([decipher.update(ct.subarray(0, -16)), decipher.final()]);
      } catch {
        throw new Error(`A wrapped key does not open with the key-encryption key ${id}.`); // the cause would say nothing more
      }
    },
  };
}
