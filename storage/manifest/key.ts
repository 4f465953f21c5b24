import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { ArchiveKeyError } from '../errors.ts'
import { nameWhole, unfinishedName } from '../whole-file.ts'
import { prepareKeyFile, writeKeyFile } from './key-file.ts'

/**
 * Makes an ed25519 key pair: the private key as PKCS #8 PEM, readable by its owner alone, and beside it the public one
 * (SPKI PEM) with `.pub` behind its name.
 *
 * @throws the system's error when a file is there already or cannot be written
 */
export function makeKey(path: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicPath = publicNameOf(path)
  // As long as this stands beside the private key, the pair is not complete: see finishKey.
  const unfinished = prepareKeyFile(publicPath, pemOf(publicKey))
  try {
    writeKeyFile(path, pemOf(privateKey), 0o600)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  try {
    nameWhole(unfinished, publicPath)
  } catch (error) {
    rmSync(path)
    rmSync(unfinished, { force: true })
    throw error
  }
}

/**
 * Writes the public key of a pair whose making was cut short by a kill.
 *
 * @returns false where there is nothing to finish: a public key that was taken elsewhere is not written again
 * @throws ArchiveKeyError when the private key is none; the system's error when the file cannot be written
 */
export function finishKey(path: string): boolean {
  const publicPath = publicNameOf(path)
  if (!existsSync(unfinishedName(publicPath)) || existsSync(publicPath)) return false
  writeKeyFile(publicPath, pemOf(createPublicKey(pemOf(readPrivateKey(path)))))
  return true
}

function publicNameOf(path: string): string {
  return `${path}.pub`
}

/** Reads a key to sign with. Throws ArchiveKeyError when the file holds none. */
export function readPrivateKey(path: string): KeyObject {
  return readKey(path, 'private', createPrivateKey)
}

/** Reads a key to check with; a private key serves too. Throws ArchiveKeyError when the file holds none. */
export function readPublicKey(path: string): KeyObject {
  return readKey(path, 'public', createPublicKey)
}

function readKey(path: string, kind: 'private' | 'public', make: (pem: string) => KeyObject): KeyObject {
  try {
    const key = make(readFileSync(path, 'utf8'))
    if (key.asymmetricKeyType === 'ed25519') return key
    throw new TypeError(`it is a key of type ${key.asymmetricKeyType}`)
  } catch (error) {
    throw new ArchiveKeyError(path, kind, error)
  }
}

/** The 32 bytes of the public key, base64url: what a manifest names its signer by. */
export function nameOfKey(key: KeyObject): string {
  return String(createPublicKey(pemOf(key)).export({ format: 'jwk' }).x)
}

/** The key that goes by a name; null where the name is none. */
export function keyNamed(name: string): KeyObject | null {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: name }, format: 'jwk' })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function pemOf(key: KeyObject): string | Buffer {
  return key.type === 'private'
    ? key.export({ type: 'pkcs8', format: 'pem' })
    : key.export({ type: 'spki', format: 'pem' })
}
