/** The little of pngjs that tests use: it brings no types. */
declare module 'pngjs' {
  export const PNG: {
    readonly sync: { read(file: Uint8Array): { readonly width: number; readonly height: number; readonly data: Uint8Array } };
  };
}
