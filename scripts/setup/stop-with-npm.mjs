/**
 * A stop asked of npm goes to the shell between npm and this process, which ends without passing it on: this process would live
 * on alone. Whoever was started by npm therefore takes the end of its parent for a SIGTERM.
 */
export function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  watch.unref();
}
