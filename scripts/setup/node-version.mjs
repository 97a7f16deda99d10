/** Throws a sentence when this Node is older than package.json's `engines` asks for. */
export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Cần Node.js từ 20.19 trở lên; máy này có ${process.versions.node}.\nNode.js 20.19 or later is needed; this is ${process.versions.node}.`
  );
}
