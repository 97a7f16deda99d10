// A page is HTML unless it says otherwise: the citizen's pages, sign-in and errors need no script.
export const csr = false;
