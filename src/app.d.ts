import type { SignedInUser } from './lib/server/store/users';

declare global {
  namespace App {
    interface Locals {
      requestId: string;
      /** Chosen before the page's own code runs; %lang% of app.html. The citizen's pages carry theirs in the address. */
      language: 'vi' | 'en';
      /** Known behind sign-in only: other pages do not read the session. */
      user: SignedInUser | null;
      /** The settings ask for a second factor, and this administrator has none yet. */
      mustAddSecondFactor: boolean;
    }
    interface Error {
      message: string;
      code?: string;
      requestId?: string;
    }
  }
}
export {};
