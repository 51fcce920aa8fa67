// Loaded before a program: prints the processor time of its process in s, as the last line of standard error.

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`\n${(user + system) / 1e6}\n`);
});
