/** What to put right on the sign-in form, and where. */
export interface SignInMistake {
  readonly field: 'email' | 'password';
  readonly message: string;
}
