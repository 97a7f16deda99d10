// Exit code 0 while the server on this machine answers that it and its database are well: a container's health check, or a watcher's.
const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST;
const healthy = await fetch(`http://${host}:${PORT}/healthz`).then(
  (response) => response.ok,
  () => false
);
process.exit(healthy ? 0 : 1);
