/** The 32 bytes of a key written as 64 hexadecimal digits or as base64 (also without padding, also base64url); undefined: it is none. */
export function readAppKey(text: string): Buffer | undefined {
  const plain = text.trim();
  if (/^[0-9a-f]{64}$/i.test(plain)) return Buffer.from(plain, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(plain)) return undefined;
  return Buffer.from(plain.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
}
