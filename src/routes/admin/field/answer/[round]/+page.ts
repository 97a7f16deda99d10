/** It stands outside the office's frame, in the citizen's form's own looks, and works without a line. */
export const csr = true;
