/**
 * The peak memory (RSS) of a process during an operation, in bytes above its memory before.
 *
 * The maximum that the system reports starts with the process, and loading code may take more than the operation.
 */
export async function peakMemoryOf(work: () => Promise<unknown>): Promise<number> {
  const idle = process.memoryUsage.rss();
  const before = process.resourceUsage().maxRSS;
  let peak = idle;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 5);
  await work();
  clearInterval(timer);
  look();
  const { maxRSS } = process.resourceUsage();
  return Math.max(peak, maxRSS > before ? maxRSS * 1024 : 0) - idle;
}
