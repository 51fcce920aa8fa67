/** Starts to measure; the returned function gives the CPU time of this process since then, in seconds. It does not depend on what else the machine does. */
export function startCpuTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}
