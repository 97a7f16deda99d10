/**
 * The world's common passwords (49,000, lower case), as zxcvbn-ts keeps them from published leaks: MIT, © Dan Wheeler, Dropbox and
 * zxcvbn-ts. Read once, when the first password is set.
 */
let list: Promise<ReadonlySet<string>> | undefined;

export function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return list;
}
