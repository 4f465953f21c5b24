import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeKeyFile } from '../manifest/key-file.ts'
import { SigningKeyError } from './errors.ts'

/** The signature of a package, as `datapackage-digest.json` carries it (WACZ Signing and Verification 0.1.0). */
export interface SignedData {
  /** What is signed: the hash of `datapackage.json`. */
  readonly hash: string
  readonly signature: string
  readonly publicKey: string
  readonly created: string
  readonly software: string
}

/** The curve and the form of signatures that WACZ readers know: ECDSA on P-384 over SHA-256, in IEEE P1363 form. */
const CURVE = 'secp384r1'
const FORM = 'ieee-p1363'

/**
 * The key in a PEM file; where there is no such file a new key is made and written there, readable by its owner only.
 *
 * @throws SigningKeyError when the file holds no P-384 private key, or cannot be read or written
 */
export function signingKey(path: string): { readonly key: KeyObject; readonly isNew: boolean } {
  try {
    if (existsSync(path)) return { key: checked(createPrivateKey(readFileSync(path))), isNew: false }
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: CURVE })
    writeKeyFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600)
    return { key: privateKey, isNew: true }
  } catch (error) {
    throw new SigningKeyError(path, error)
  }
}

function checked(key: KeyObject): KeyObject {
  const curve = key.asymmetricKeyDetails?.namedCurve
  if (curve === CURVE) return key
  throw new TypeError(`it holds a key of ${curve ?? key.asymmetricKeyType ?? 'another kind'}, not of ${CURVE} (P-384)`)
}

/** Signs the hash of a package's description; whoever has the public key can tell that nothing in it was changed. */
export function signHash(hash: string, key: KeyObject, created: Date, software: string): SignedData {
  const signature = sign('sha256', Buffer.from(hash), { key, dsaEncoding: FORM }).toString('base64')
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
  return { hash, signature, publicKey, created: created.toISOString(), software }
}

/** Whether a signature is that of its public key over its hash. */
export function isSigned({
  hash,
  signature,
  publicKey,
}: Pick<SignedData, 'hash' | 'signature' | 'publicKey'>): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
  return verify('sha256', Buffer.from(hash), { key, dsaEncoding: FORM }, Buffer.from(signature, 'base64'))
}
