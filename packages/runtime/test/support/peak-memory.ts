/**
 * The most memory (RSS) that a process has while it does something, in bytes above what it had before.
 *
 * The system's own maximum counts from the start of the process, where loading code may have taken more than the work does.
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
